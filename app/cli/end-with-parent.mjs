// Loaded before Next.js: when the process above is killed without a word, its channel closes, and so does this one.
process.once('disconnect', () => process.exit(143));
process.channel?.unref();
