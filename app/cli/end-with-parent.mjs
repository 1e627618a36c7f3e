// Loaded before Next.js: when the process above is killed without a word, its channel closes, and so does this one.
// Next.js hands this file on to workers of its own, whose channel is theirs.
if (process.argv[1]?.endsWith('next')) {
  process.once('disconnect', () => process.exit(143));
  process.channel?.unref();
}
