"""Written plans to drafts of goals: a document is read as blocks, headers say what columns hold, rows become goals."""
