# service: what the pages of the service have in common.

## The five factors
service-factor-reliability-help = Doing what was promised, right and on time
service-factor-assurance-help = Knowing and courteous, so that one can trust
service-factor-tangibles-help = What can be seen: rooms, papers, people
service-factor-empathy-help = Being known and treated as a person
service-factor-responsiveness-help = Willing and prompt help

## Places
service-tab-today = Today
service-tab-customers = Customers
service-tab-promises = Promises
service-tab-moments = Moments
service-tab-comments = Comments
service-tab-coach = Replies
service-tab-cases = Cases
service-tab-more = Standards and rules
service-tabs = Service
service-more-commitments = What we are held to
service-more-touchpoints = The journey
service-more-playbooks = Playbooks
service-more-rules = Hours and limits

## Fields
service-none = Nobody yet
service-cancel = Cancel
service-all = All
service-show-all = Show all
service-save = Save

## Who did something
service-actor-customer = the customer
service-actor-program = Rater
service-actor-token = another program
service-actor-former = somebody who no longer works here
