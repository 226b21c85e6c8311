# Commands that keep house: serve, demo, backup, restore, erase, export, import, user, token.
