-- What nobody scanned yet, by age: what is scanned when a scanner is there. Values of scan: 1 not scanned, 2 clean, 3 infected.
CREATE INDEX attachments_not_scanned ON gongshu.attachments (stored_at, id) WHERE scan = 1;
