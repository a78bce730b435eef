"""Written plans to drafts of goals."""
