# What the API says when it refuses.
