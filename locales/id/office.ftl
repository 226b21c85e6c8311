# The office: people, teams, account, tokens, webhooks, audit log.
