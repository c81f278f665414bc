"""From the facts of each sentence to claims: claimant, stance, places, attackers and day."""
