# office: people, teams, one's own account, tokens, webhooks, and the audit log.

## Common
office-save = Save
office-copy = Copy
office-copy-link = Copy the link
office-copied = Copied
office-print = Print
office-older = Older entries
office-prove-title = Your password, please
office-prove-lead = You are about to change something that could let somebody in or lock somebody out. Show that it is you.
office-prove-go = Continue
office-prove-wrong = This is not your password. Please try again.
office-prove-first = Before you can change this, give your password once more.
office-prove-link = Give the password

## Roles
office-role-owner = Owner
office-role-owner-may = people, settings, tokens and everything else
office-role-manager = Manager
office-role-manager-may = surveys, invitations, reports and exports
office-role-agent = Agent
office-role-agent-may = results and comments
office-role-viewer = Viewer
office-role-viewer-may = results only

## People
office-people-title = People
office-people-lead = Who works with your surveys, and what each may do. What you change here holds from the next click on.
office-members = Members
office-you = (you)
office-has-factor = second factor
office-suspended = suspended
office-member-change = Change
office-member-since = Member since
office-role = Role
office-role-save = Save role and team
office-team = Team
office-team-all = All teams
office-member-signout = Sign out everywhere
office-member-suspend = Suspend
office-member-resume = Let in again
office-member-remove = Remove
office-member-remove-ask = Remove { $name }? The tokens this person made stop working at once.
office-invite = Invite somebody
office-invite-lead = You get a link that works once, for seven days. Only you see it.
office-invite-mail = Send the link by mail as well
office-invite-go = Make the link
office-invited = The link for { $email } is ready.
office-invited-by-mail = The link for { $email } is ready, and a mail with it is on its way.
office-invited-help = It is shown only now. Copy it and send it to this person, and to nobody else.
office-pending = Invited, not here yet
office-pending-until = good until
office-withdraw = Withdraw
office-teams = Teams
office-teams-lead = Whoever belongs to a team sees only the surveys of that team.
office-team-name = Name of the team
office-team-rename = Rename
office-team-delete = Delete
office-team-new = New team
office-team-go = Add the team

## Invitation
office-invitation-subject = { $name } invites you to { $organisation } on Rater
office-invitation-text =
    Hello,

    { $name } invites you to work with the surveys of { $organisation }. Open this link to accept. It works once, for seven days:

    { $link }

    If you do not expect this mail, ignore it: nothing happens unless the link is used.
office-join-title = Join { $organisation }
office-join-lead = You are invited to { $organisation }. Your role: { $role }.
office-join-as = You join with the account
office-join-has-account = There is an account for this address already:
office-join-signin = Sign in and join
office-join-go = Join

## Account
office-account-title = Your account
office-account-you = You
office-password = Password
office-password-lead = A new password signs you out on all other devices.
office-password-new = New password
office-password-go = Change the password
office-factor = Second factor
office-factor-owner = As an owner you can see and change everything. Set up a second factor, so that a stolen password is not enough.
office-factor-on = Signing in asks for a code of your authenticator app.
office-factor-off = With a second factor, a stolen password is not enough to sign in as you. You need an authenticator app on your phone.
office-factor-codes-left = { $count ->
        [0] No recovery code is left: make new ones.
        [one] One recovery code is left.
       *[other] { $count-written } recovery codes are left.
    }
office-factor-begin = Set up a second factor
office-factor-remove = Remove the second factor
office-factor-remove-ask = Remove the second factor? Then the password alone is enough to sign in.
office-factor-title = Set up a second factor
office-factor-lead = Scan this picture with your authenticator app. On this phone, tap the picture.
office-factor-picture = QR code for your authenticator app
office-factor-secret = Or enter this key by hand:
office-factor-code = The six digits that the app shows
office-factor-confirm = Confirm
office-factor-cancel = Not now
office-codes-title = Your recovery codes
office-codes-lead = Each of these codes signs you in once, should you lose your phone. They are shown only now: print them, or keep them in a password manager.
office-codes-renew = New recovery codes
office-codes-renew-ask = Make new recovery codes? The old ones stop working.
office-codes-done = I have kept them
office-sessions = Devices
office-sessions-lead = Left a computer signed in somewhere? This ends all your sessions, also the one you are using now.
office-sessions-end = Sign out everywhere
office-others = Other organisations
office-others-go = Go there

## Settings
office-settings-title = Settings
office-tab-organisation = Organisation
office-tab-tokens = Tokens
office-tab-webhooks = Webhooks
office-tab-audit = Audit log
office-organisation = Your organisation
office-organisation-name = Name
office-organisation-language-help = The language that new surveys begin with. Everybody chooses their own for these pages.
office-data = Your data
office-data-lead = The data are yours. You can take them out at any time, in formats that other programs read.
office-data-surveys = Answers and reports as CSV, Excel, SPSS or JSON: on the page of each survey.
office-data-surveys-go = Go to the surveys
office-data-everything = Everything at once: the person who runs the server stops it and types this at the command line.

## Tokens
office-tokens-title = Tokens for programs
office-tokens-lead = A token lets a program work with your surveys through the API. It can never do more than the person who made it.
office-token-fresh = This is the token. It is shown only now: keep it where your program finds it.
office-tokens-list = Tokens
office-tokens-none = There is no token yet.
office-token-good = valid
office-token-over = expired
office-token-revoked = revoked
office-token-made = Made
office-token-until = valid until
office-token-used = last used:
office-token-never-used = never
office-token-revoke = Revoke
office-token-revoke-ask = Revoke this token? The program that uses it stops working at once.
office-token-create = Make a token
office-token-name = What is it for?
office-token-name-help = Such as the name of the program. You will know it by this name later.
office-token-scopes = What may it do?
office-token-read = read
office-token-write = change
office-area-surveys = Surveys, waves, invitations
office-area-answers = Single answers
office-area-results = Results and reports
office-area-service = Customers, promises, moments, recovery
office-area-organisation = People and settings
office-token-days = For how many days?
office-token-go = Make the token

## Webhooks
office-webhooks-title = Webhooks
office-webhooks-lead = Rater tells another program at once when something happens. What it sends says which survey, never what was answered, and is signed by the Standard Webhooks specification.
office-webhook-fresh = This is the key to check signatures with. It is shown only now.
office-webhooks-list = Webhooks
office-webhooks-none = There is no webhook yet.
office-webhook-on = on
office-webhook-off = off since { $time }
office-webhook-off-gone = off since { $time }: the receiver said that it is gone for good
office-webhook-off-failing = off since { $time }: it had failed for five days
office-webhook-failing = failing since { $time }
office-webhook-since = since
office-webhook-rotate = New key
office-webhook-disable = Switch off
office-webhook-enable = Switch on
office-webhook-delete = Delete
office-webhook-delete-ask = Delete the webhook to { $url }? What it has not been told yet is lost.
office-webhook-create = Add a webhook
office-webhook-url = Address
office-webhook-events = Tell it when
office-webhook-go = Add the webhook
office-event-answer-received = somebody answers
office-event-wave-opened = a wave opens
office-event-wave-closed = a wave closes
office-event-promise-due-soon = a promise will be due soon
office-event-promise-kept = a promise is kept
office-event-promise-broken = a promise is broken
office-event-promise-late = a broken promise is still not done
office-event-case-opened = a recovery case opens
office-event-case-escalated = a recovery case goes one level higher
office-event-case-closed = a recovery case closes
office-event-comment-received = a comment comes
office-event-mail = mail
office-deliveries = Last deliveries
office-deliveries-none = Nothing was sent yet.
office-delivery-event = What
office-delivery-at = When
office-delivery-state = How it went
office-delivery-tries = Tries
office-delivery-replay = Send again
office-delivery-delivered = delivered
office-delivery-given-up = given up
office-delivery-waiting = waiting
office-delivery-held = waits until the webhook is switched on
office-delivery-again = next try: { $time }
office-reason-status = The receiver replied with status { $status }.
office-reason-slow = The receiver took too long.
office-reason-connection = The connection could not be made, or broke off.
office-reason-certificate = The receiver's certificate is not valid, or it does not encrypt.
office-reason-reply = The receiver's reply could not be understood.
office-reason-unknown = The name of the receiver is not known.
office-reason-inward = The address leads into a private network. Webhooks go to public addresses only.
office-reason-address = The address cannot be used.
office-reason-gone = The receiver said that it is gone for good.
office-reason-no-server = No mail server is set up.

## Audit log
office-audit-title = Audit log
office-audit-lead = Who changed what, and when. Entries can only be added; each is tied to the one before it.
office-audit-check = Check the whole log
office-audit-check-help = Every entry is read and held against the one before it.
office-audit-sound = { $count ->
        [one] The chain is whole: one entry, and nothing was changed or removed.
       *[other] The chain is whole: { $count-written } entries, and none was changed or removed.
    }
office-audit-missing = The chain is broken: entry { $sequence } is missing.
office-audit-changed = The chain is broken: entry { $sequence } is not what was written.
office-audit-cut-off = The chain is broken: it ends before entry { $sequence }.
office-audit-head = Write this down now and then, outside this server: it shows later whether entries were cut off at the end.
office-audit-entries = Entries
office-audit-sequence = No.
office-audit-at = When
office-audit-actor = Who
office-audit-action = What
office-audit-object = On what
office-actor-operator = the operator
office-actor-link = somebody with a link
office-actor-stranger = somebody at the sign-in
office-actor-former = a former member or token
