-- What a new database is given. Running it again brings it up to date and touches nothing of a person's.
set search_path = public, pg_catalog;

insert into integrations (name, display_name, description, category, icon, auth_type, config_schema) values
  ('http', 'HTTP', 'Calls any address and reads what it answers.', 'api', 'globe', 'none', '{}'),
  ('webhook', 'Webhook', 'Starts a workflow when something calls its address.', 'trigger', 'webhook', 'none', '{}'),
  ('schedule', 'Schedule', 'Starts a workflow at set times.', 'trigger', 'clock', 'none', '{}'),
  ('rss', 'RSS and Atom', 'Reads the posts of a feed.', 'content', 'rss', 'none', '{}'),
  ('data-tables', 'Data tables', 'Keeps rows in Parley itself.', 'storage', 'table', 'none', '{}')
on conflict (name) do update set display_name = excluded.display_name, description = excluded.description,
  category = excluded.category, icon = excluded.icon, auth_type = excluded.auth_type, config_schema = excluded.config_schema
where (integrations.display_name, integrations.description, integrations.category, integrations.icon, integrations.auth_type, integrations.config_schema)
  is distinct from (excluded.display_name, excluded.description, excluded.category, excluded.icon, excluded.auth_type, excluded.config_schema);

insert into ai_models (name, display_name, provider, model_type, configuration) values
  ('built-in', 'Built-in planner', 'parley', 'planner', '{"network": false}')
on conflict (name) do update set display_name = excluded.display_name, provider = excluded.provider,
  model_type = excluded.model_type, configuration = excluded.configuration
where (ai_models.display_name, ai_models.provider, ai_models.model_type, ai_models.configuration)
  is distinct from (excluded.display_name, excluded.provider, excluded.model_type, excluded.configuration);
