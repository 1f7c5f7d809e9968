-- Who needs a person, and on which days: written in the transaction that stores an athlete's entries, from the same
-- reading of them. Disposable: what is lost here comes back when the athlete is decided for again.
CREATE TABLE roster (
  tenant       text   COLLATE "C" NOT NULL,
  athlete      text   COLLATE "C" NOT NULL,
  zone         text   NOT NULL,
  last_session date,
  next         date,
  -- Sorts with the days on which each asks for a person. Days, not verdicts: a rest ends without an entry.
  needs        jsonb  NOT NULL,
  -- Grows with each writing, for whoever watches.
  written      bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (tenant, athlete)
);

-- Everybody is written again after the start, because other rules then run than decided before.
