-- Whose a visitor is, as identity-service says: an account sees, exports and erases what its visitors did before.

CREATE TABLE visitor_links (
    visitor_id uuid        PRIMARY KEY,
    account_id uuid        NOT NULL,
    linked_at  timestamptz NOT NULL
);

CREATE INDEX visitor_links_of_account ON visitor_links (account_id, visitor_id);
CREATE INDEX reports_of_account ON reports (account_id, report_id DESC) WHERE account_id IS NOT NULL;

ALTER TABLE scans ADD COLUMN objected boolean NOT NULL DEFAULT false;
ALTER TABLE reports ADD COLUMN objected boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN scans.objected IS 'The browser said that it is not to be measured (Sec-GPC).';
COMMENT ON COLUMN reports.objected IS 'The browser said that it is not to be measured (Sec-GPC).';
