-- schema.sql is applied as a whole; migrations carry old databases to where it can be. Nothing is older than this one.
select 1;
