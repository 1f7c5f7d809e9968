-- Why a decision may have to be made anew although no entry and no exercise changed.

-- The rules that were running: policy, code and time zone data. Empty for what was decided before this
-- was kept; such athletes are decided for once more.
ALTER TABLE decision ADD COLUMN rules_version text NOT NULL DEFAULT '';
ALTER TABLE athlete ADD COLUMN rules_version text NOT NULL DEFAULT '';

-- When the next of the athlete's entries that is dated ahead of its recording comes to count.
ALTER TABLE athlete ADD COLUMN due timestamptz;
CREATE INDEX athlete_due ON athlete (due) WHERE due IS NOT NULL;
