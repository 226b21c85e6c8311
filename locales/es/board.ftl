# The board: live results of a survey.
