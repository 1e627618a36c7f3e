-- What a new database is given. Running it again brings it up to date and touches nothing of a person's.
set search_path = public, pg_catalog;

insert into integrations (name, display_name, description, category, icon, auth_type, config_schema) values
  ('http', 'HTTP', 'Calls any address and reads what it answers.', 'api', 'globe', 'none', '{}'),
  ('webhook', 'Webhook', 'Starts a workflow when something calls its address.', 'trigger', 'webhook', 'none', '{}'),
  ('schedule', 'Schedule', 'Starts a workflow at set times.', 'trigger', 'clock', 'none', '{}'),
  ('rss', 'RSS and Atom', 'Reads the posts of a feed.', 'content', 'rss', 'none', '{}'),
  ('data-tables', 'Data tables', 'Keeps rows in Parley itself.', 'storage', 'table', 'none', '{}'),
  ('smtp', 'E-mail (SMTP)', 'Sends e-mail through a mail server of yours.', 'communication', 'mail', 'basic', '{"type": "object", "required": ["host", "from"], "properties": {"host": {"type": "string", "title": "Server", "description": "For example smtp.example.com"}, "port": {"type": "integer", "title": "Port", "default": 587}, "security": {"type": "string", "title": "Encryption", "enum": ["starttls", "tls", "none"], "default": "starttls", "description": "starttls with port 587, tls with 465"}, "user": {"type": "string", "title": "User"}, "password": {"type": "string", "title": "Password", "format": "password"}, "from": {"type": "string", "title": "Sender", "description": "The address that your mail comes from"}}}'),
  ('http-bearer', 'API token (bearer)', 'Goes along as Authorization: Bearer.', 'api', 'key', 'api_key', '{"type": "object", "required": ["token", "hosts"], "properties": {"token": {"type": "string", "title": "Token", "format": "password"}, "hosts": {"type": "string", "title": "For addresses", "description": "The key goes to these only, for example api.example.com"}, "test_url": {"type": "string", "title": "Address to test with", "description": "Asked with GET when it is saved, for example https://api.example.com/me"}}}'),
  ('http-basic', 'User and password', 'Goes along as Authorization: Basic.', 'api', 'key', 'basic', '{"type": "object", "required": ["user", "hosts"], "properties": {"user": {"type": "string", "title": "User"}, "password": {"type": "string", "title": "Password", "format": "password"}, "hosts": {"type": "string", "title": "For addresses", "description": "The key goes to these only, for example api.example.com"}, "test_url": {"type": "string", "title": "Address to test with", "description": "Asked with GET when it is saved, for example https://api.example.com/me"}}}'),
  ('http-header', 'API key in a header', 'Goes along in a header of its own.', 'api', 'key', 'api_key', '{"type": "object", "required": ["name", "value", "hosts"], "properties": {"name": {"type": "string", "title": "Header", "default": "X-Api-Key"}, "value": {"type": "string", "title": "Key", "format": "password"}, "hosts": {"type": "string", "title": "For addresses", "description": "The key goes to these only, for example api.example.com"}, "test_url": {"type": "string", "title": "Address to test with", "description": "Asked with GET when it is saved, for example https://api.example.com/me"}}}'),
  ('http-query', 'API key in the address', 'Goes along as a parameter of the address.', 'api', 'key', 'api_key', '{"type": "object", "required": ["name", "value", "hosts"], "properties": {"name": {"type": "string", "title": "Parameter", "default": "api_key"}, "value": {"type": "string", "title": "Key", "format": "password"}, "hosts": {"type": "string", "title": "For addresses", "description": "The key goes to these only, for example api.example.com"}, "test_url": {"type": "string", "title": "Address to test with", "description": "Asked with GET when it is saved, for example https://api.example.com/me"}}}'),
  ('openai', 'OpenAI', 'Language models of OpenAI.', 'ai', 'sparkles', 'api_key', '{"type": "object", "required": ["api_key"], "properties": {"api_key": {"type": "string", "title": "API key", "format": "password"}}}'),
  ('anthropic', 'Anthropic', 'Language models of Anthropic.', 'ai', 'sparkles', 'api_key', '{"type": "object", "required": ["api_key"], "properties": {"api_key": {"type": "string", "title": "API key", "format": "password"}}}'),
  ('google', 'Google AI', 'Language models of Google.', 'ai', 'sparkles', 'api_key', '{"type": "object", "required": ["api_key"], "properties": {"api_key": {"type": "string", "title": "API key", "format": "password"}}}'),
  ('openrouter', 'OpenRouter', 'Language models of many providers by one key.', 'ai', 'sparkles', 'api_key', '{"type": "object", "required": ["api_key"], "properties": {"api_key": {"type": "string", "title": "API key", "format": "password"}}}'),
  ('openai-compatible', 'Your own model server', 'Any address that speaks the API of OpenAI, such as Ollama, LM Studio or vLLM.', 'ai', 'sparkles', 'api_key', '{"type": "object", "required": ["base_url"], "properties": {"base_url": {"type": "string", "title": "Address"}, "api_key": {"type": "string", "title": "API key", "format": "password"}}}')
on conflict (name) do update set display_name = excluded.display_name, description = excluded.description,
  category = excluded.category, icon = excluded.icon, auth_type = excluded.auth_type, config_schema = excluded.config_schema
where (integrations.display_name, integrations.description, integrations.category, integrations.icon, integrations.auth_type, integrations.config_schema)
  is distinct from (excluded.display_name, excluded.description, excluded.category, excluded.icon, excluded.auth_type, excluded.config_schema);

-- Prices are USD for a million tokens, as the providers published them in autumn 2026; null stands for not known.
insert into ai_models (name, display_name, provider, model_type, configuration) values
  ('built-in', 'Built-in planner', 'parley', 'planner', '{"network": false, "order": 0}'),
  ('claude-sonnet-5-5', 'Claude Sonnet 5.5', 'anthropic', 'chat', '{"order": 10, "price": {"input": 2, "cachedInput": 0.2, "output": 10}}'),
  ('claude-opus-5-5', 'Claude Opus 5.5', 'anthropic', 'chat', '{"order": 11, "price": {"input": 4, "cachedInput": 0.2, "output": 20}}'),
  ('claude-haiku-5-5', 'Claude Haiku 5.5', 'anthropic', 'chat', '{"order": 12, "price": {"input": 0.1, "output": 0.5, "above": {"tokens": 100000, "input": 0.5, "output": 2.5}}}'),
  ('gpt-6.1-sol', 'GPT-6.1 Sol', 'openai', 'chat', '{"order": 20, "price": {"input": 2, "cachedInput": 0.1, "output": 10}}'),
  ('gpt-6.1-terra', 'GPT-6.1 Terra', 'openai', 'chat', '{"order": 21, "price": {"input": 1, "cachedInput": 0.05, "output": 5, "above": {"tokens": 272000, "input": 2, "cachedInput": 0.1, "output": 7.5}}}'),
  ('gpt-6-luna', 'GPT-6 Luna', 'openai', 'chat', '{"order": 22, "price": {"input": 0.1, "cachedInput": 0.01, "output": 0.5}}'),
  ('gemini-3.8-flash', 'Gemini 3.8 Flash', 'google', 'chat', '{"order": 30}'),
  ('gemini-pro-latest', 'Gemini Pro', 'google', 'chat', '{"order": 31}'),
  ('openrouter/auto', 'OpenRouter Auto', 'openrouter', 'chat', '{"order": 40}')
on conflict (name) do update set display_name = excluded.display_name, provider = excluded.provider,
  model_type = excluded.model_type, configuration = excluded.configuration
where (ai_models.display_name, ai_models.provider, ai_models.model_type, ai_models.configuration)
  is distinct from (excluded.display_name, excluded.provider, excluded.model_type, excluded.configuration);
