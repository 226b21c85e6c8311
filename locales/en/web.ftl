# The web application: pages for the people who run surveys.

web-skip = Skip to the content
web-nav = Main
web-nav-service = Service
web-nav-factors = Five factors
web-nav-practice = Practice
web-nav-surveys = Surveys
web-nav-people = People
web-nav-settings = Settings
web-languages = Language
web-sample = sample data
web-signout = Sign out
web-language = Language
web-zone = Time zone
web-name = Your name
web-email = E-mail address
web-password = Password
web-password-help = At least 12 characters. A sentence that only you would say is better than a word with digits.
web-name-missing = Please give a name.
web-zone-unknown = This time zone is not known. Choose one from the list.
web-language-unknown = This language is not there yet. Choose one from the list.

web-home-title = Rater is ready to be set up
web-home-lead = Nobody has set up this server yet.
web-home-link = Open the one-time link that the terminal printed when the server was started. It makes you the owner.

web-setup-title = Welcome to Rater
web-setup-lead = One page, and you can make your first survey. Nothing leaves this computer unless you set it up.
web-setup-organisation-legend = Your organisation
web-setup-organisation = Name of the organisation
web-setup-organisation-missing = Please give the name of the organisation.
web-setup-owner-legend = You, the owner
web-setup-go = Set up and begin

web-signin-title = Sign in
web-signin-go = Sign in
web-signin-wrong = E-mail address and password do not fit together, or this account may not sign in. Please try again.
web-signin-demo = This is a demonstration with made-up data. The terminal shows the link that signs you in.

web-factor-title = One more step
web-factor-lead = Open your authenticator app and enter the six digits, or use one of your recovery codes.
web-factor-code = Code
web-factor-wrong = This code is not right, or it has been used already. Wait for the next one.

web-failed-title = That did not work
web-failed-not-found = Nothing here
web-failed-home = Back to the start
web-body-encoded = A compressed request is not accepted. Send it as it is.
web-body-too-large = What was sent is too large.
web-body-too-slow = What was sent took too long to arrive. Please try again.
web-files-busy = Other files of answers are being made or read right now. Come again in half a minute.
web-form-expired = This page was open for too long, or in another session. Go back, reload the page, and try again. What you entered was not saved.
web-other-site = Another website asked for this change, so it was not made.
web-sign-in-first = Please sign in first.
web-token-unknown = Send a valid token in the header Authorization: Bearer.
web-request-unreadable = The request cannot be read as it was sent.
