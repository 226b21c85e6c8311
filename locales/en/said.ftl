# What comments say.
said-kicker = What customers say
said-factor-reliability = Reliability
said-factor-assurance = Assurance
said-factor-tangibles = Tangibles
said-factor-empathy = Empathy
said-factor-responsiveness = Responsiveness
said-no-factor = No factor
said-comments =
    { $comments ->
        [one] { $comments-written } comment
       *[other] { $comments-written } comments
    }, { $clauses ->
        [one] { $clauses-written } clause
       *[other] { $clauses-written } clauses
    }
said-language-en = English { $comments-written }
said-language-id = Indonesian { $comments-written }
said-language-es = Spanish { $comments-written }
said-blank =
    { $blank ->
        [one] { $blank-written } without words
       *[other] { $blank-written } without words
    }
said-complaints = Complaints
said-mentions = Mentions
said-compliments = Compliments
said-head-factor = Factor
said-head-exceeded = More than expected
said-head-share = Complaints among those that judge
said-head-comments = Comments
said-few = too few
said-section-factors = The five factors
said-section-groups = Groups side by side
said-section-words = In their words
said-section-care = How sure this is
said-table-factors = Clauses by factor
said-finding-complaints =
    Most complaints are about { $factor }: { $count ->
        [one] { $count-written } clause
       *[other] { $count-written } clauses
    } of { $all-written } that complain about one of the five factors.
said-finding-share = What is said of { $factor } is the worst: { $share } of the clauses that judge it complain ({ $low } to { $high }).
said-finding-compliments =
    Most praise goes to { $factor }: { $count ->
        [one] { $count-written } clause
       *[other] { $count-written } clauses
    }, of which { $exceeded-written } say more than was expected.
said-finding-few = There are too few comments to say which factor stands out; fewer than ten clauses judge any of them.
said-caution-unsure = The reader is unsure of { $unsure-written } of { $clauses-written } clauses: it thinks its own labels less likely than not. Read those before you rely on a single one.
said-caution-uncorrected = Counts are as the machine reads them, not corrected for its mistakes. Trust the order of the factors and large differences; check single clauses. Who leaves a comment is not a sample of all customers.
said-table-note = █ complaints ▒ mentions ░ compliments; the share of complaints is among clauses that judge, with its 95 % interval (Wilson). A clause about two factors counts for both.
said-table-note-html = The share of complaints is among the clauses that judge, with its 95 % interval (Wilson), from ten clauses on. A clause about two factors counts for both.
said-by-note = Share of complaints among the clauses that judge a factor; nothing below ten of them.
said-quote-of = (comment { $comment-written })
said-refused = Rows that could not be read
said-small-groups =
    { $groups ->
        [one] { $groups-written } group too small to show alone
       *[other] { $groups-written } groups too small to show alone
    }
