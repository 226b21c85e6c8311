# moments: touchpoints, moments of truth, the board of moments, commitments.
