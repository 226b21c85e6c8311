# customers: customers, the RATER card, search, lists of customers.
