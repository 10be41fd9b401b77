-- Views of records.sqlite. A score of a table of several agencies names its agency; any other is the report's own.

-- Scores by agency and year, one row each. percent: out of 100, where a table gives points out of 30 or 40.
CREATE VIEW agency_scores AS
SELECT
  coalesce(s.agency, d.agency_name) AS agency,
  s.fiscal_year_be,
  s.scope,
  s.instrument,
  s.indicator_no,
  s.indicator_name,
  s.score,
  s.max_score,
  round(100.0 * s.score / nullif(s.max_score, 0), 2) AS percent,
  s.rating,
  s.change_computed,
  CASE WHEN s.agency IS NULL THEN d.province END AS province,
  s.document_id,
  s.score_no
FROM scores AS s
JOIN documents AS d USING (document_id);

-- The same side by side: one row an agency, year and report that states it. Out of 100 throughout. Where two reports
-- state different values for one agency and year, both rows stand.
CREATE VIEW agency_years AS
SELECT
  agency,
  fiscal_year_be,
  max(CASE WHEN scope = 'overall' THEN percent END) AS overall,
  max(CASE WHEN scope = 'overall' THEN rating END) AS rating,
  max(CASE WHEN scope = 'instrument' AND instrument = 'IIT' THEN percent END) AS iit,
  max(CASE WHEN scope = 'instrument' AND instrument = 'EIT' THEN percent END) AS eit,
  max(CASE WHEN scope = 'instrument' AND instrument = 'OIT' THEN percent END) AS oit,
  max(CASE WHEN scope = 'indicator' AND indicator_no = 1 THEN percent END) AS indicator_1,
  max(CASE WHEN scope = 'indicator' AND indicator_no = 2 THEN percent END) AS indicator_2,
  max(CASE WHEN scope = 'indicator' AND indicator_no = 3 THEN percent END) AS indicator_3,
  max(CASE WHEN scope = 'indicator' AND indicator_no = 4 THEN percent END) AS indicator_4,
  max(CASE WHEN scope = 'indicator' AND indicator_no = 5 THEN percent END) AS indicator_5,
  max(CASE WHEN scope = 'indicator' AND indicator_no = 6 THEN percent END) AS indicator_6,
  max(CASE WHEN scope = 'indicator' AND indicator_no = 7 THEN percent END) AS indicator_7,
  max(CASE WHEN scope = 'indicator' AND indicator_no = 8 THEN percent END) AS indicator_8,
  max(CASE WHEN scope = 'indicator' AND indicator_no = 9 THEN percent END) AS indicator_9,
  max(CASE WHEN scope = 'indicator' AND indicator_no = 10 THEN percent END) AS indicator_10,
  document_id
FROM agency_scores
GROUP BY document_id, agency, fiscal_year_be;

-- How often each rule of the audit spoke, and in how many reports.
CREATE VIEW findings_by_rule AS
SELECT rule, severity, count(*) AS findings, count(DISTINCT document_id) AS reports
FROM findings
GROUP BY rule, severity;
