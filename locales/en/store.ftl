# What the store refuses, and why.
