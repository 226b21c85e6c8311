# The answer page, the kiosk and the poster.
