-- Whether what is ahead of the journal, or unknown to it, is given up for what the journal says.
ALTER TABLE reconcile_run ADD COLUMN adopt_journal boolean NOT NULL DEFAULT false;
