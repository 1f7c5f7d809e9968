-- What a tenant's trackers call exercises of the catalogue; read by imports before the shipped names.
CREATE TABLE exercise_name (
  tenant    text COLLATE "C" NOT NULL,
  name_key  text COLLATE "C" NOT NULL, -- the name without differences of case, width and white space
  name      text             NOT NULL,
  exercise  text             NOT NULL,
  variation text,
  PRIMARY KEY (tenant, name_key)
);
