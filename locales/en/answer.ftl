# The page on which customers answer, its messages, and the poster that leads to it.
answer-skip-to-question = Skip to the question
answer-language = Language
answer-progress = How far you have come
answer-leave-empty = Leave this field empty
answer-begin = Begin
answer-next = Continue
answer-pass = Skip
answer-back = Back
answer-send = Send answers

# Before the first question
answer-length = { $questions ->
    [one] One question, about { $minutes ->
        [one] a minute
       *[other] { $minutes-written } minutes
    }. You can stop at any time and go on later.
   *[other] { $questions-written } short steps, about { $minutes ->
        [one] a minute
       *[other] { $minutes-written } minutes
    }. You can stop at any time and go on later.
}
answer-length-kiosk = { $questions ->
    [one] One question, about { $minutes ->
        [one] a minute
       *[other] { $minutes-written } minutes
    }.
   *[other] { $questions-written } short steps, about { $minutes ->
        [one] a minute
       *[other] { $minutes-written } minutes
    }.
}
answer-private-anonymous = Your answers are anonymous: nothing is stored that leads from them back to you.
answer-private-invited = Your answers are anonymous. It is noted that your invitation was used, but not which answers were given with it.
answer-private-named = Your answers are not anonymous: { $organisation } can see whose they are, so that it can reply and put things right.
answer-private-linked = No name is asked for. What the link to this page says about your visit, such as the place, is stored with your answers.
answer-unfinished = On this device there are answers that were begun and not sent.
answer-continue-unfinished = Continue with them

# On a question
answer-mark-expectation = At its best
answer-mark-perception = Your experience
answer-mark-minimum = Just acceptable
answer-mark-desired = What you wish for
answer-mark-importance = How much it matters
answer-not-applicable = Does not apply, or I cannot say
answer-entry = { $min } to { $max }
answer-step = Step { $number } of { $last }
answer-rather-not = I would rather not say

# Points to share out
answer-points-title = What matters most to you?
answer-points-how = Share out 100 points: the more something matters, the more points it gets. You may also leave all of them empty.
answer-points-left = { $points ->
    [one] { $points-written } point left
   *[other] { $points-written } points left
}
answer-points-over = { $points ->
    [one] { $points-written } point too many
   *[other] { $points-written } points too many
}
answer-points-done = All 100 points are shared out
answer-points-problem = The points must add up to 100; now they add up to { $sum }. Change them, or empty all fields.
answer-points-less = { $title }: five points less
answer-points-more = { $title }: five points more

# The end
answer-comment = Is there anything you would like to add?
answer-comment-add = Add a few words
answer-comment-hint = What was good? What should change? You may also leave this empty.
answer-comment-hint-anonymous = What was good? What should change? You may also leave this empty. Please write no names and no telephone numbers: your answers are anonymous.
answer-ready = That was the last question
answer-blanks = You left these steps blank or half blank. That is fine; if you want to look at one again, choose it.
answer-blank = Go back to step { $number }

# What becomes of the answers
answer-saved = Saved
answer-saving = Saving …
answer-waiting = No connection. Your answers are kept on this device and will be sent as soon as there is one.
answer-kept = Your answers were not accepted. They are still kept on this device.
answer-waiting-title = Your answers are waiting for the network
answer-waiting-text = They are kept on this device and are sent by themselves as soon as there is a connection. You may leave this page open, or open it again later on the same device.
answer-receipt-says = This will be their receipt code:
answer-thanks-title = Thank you
answer-thanks = Your answers have been received. They help to make the service better.
answer-thanks-kiosk = Your answers help to make the service better.
answer-receipt = Your receipt code
answer-receipt-use = Keep it if you may want to have your answers deleted later: with this code they can be found, and only with it if the survey is anonymous.
answer-start-again = Next person
answer-later = Continue later or on another device
answer-later-how = What you have answered is saved. Open the same link there, choose “I have a code” and enter:
answer-have-code = I have a code
answer-code = The code
answer-resume = Continue with this code
answer-code-unknown = There are no unfinished answers with this code. Check each character; if they were sent already, there is nothing more to do.

# On a stand at the door
answer-idle-title = Are you still there?
answer-idle-text = Otherwise the page begins anew in a moment, for the next person.
answer-idle-stay = I am still here

# When there is nothing to answer
answer-closed-title = This survey is closed at the moment
answer-closed-text = No answers are being collected right now. Thank you for your willingness.
answer-used-title = This invitation has been used
answer-used-text = Answers were given with it, and they have been received. Thank you.
answer-empty = Nothing has been answered yet. Answer at least one question, then send.
answer-unreadable = What was sent is no answer to this questionnaire. Open the link again.
answer-cookie-title = Open the link in your invitation again
answer-cookie-text = This address works only in the browser in which the invitation was opened.

# The poster
answer-poster-line = Tell us how we are doing. Point your phone's camera at the square.
answer-poster-address = Or open this address:
answer-poster-alt = QR code with the address { $address }
