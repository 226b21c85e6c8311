# The web application: pages for the people who run surveys.
