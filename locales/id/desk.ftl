# The desk: surveys, their waves, links and invitations.
