-- Asked by every call of a coach: who lets this coach look?
CREATE INDEX log_entry_coach_grant ON log_entry (tenant, athlete) WHERE kind = 'coach-grant' AND NOT deleted;
