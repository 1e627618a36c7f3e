/** "do nothing", "ignore it": understood, and nothing to add. */
export const doesNothing =
  /^(?:(?:(?:it|they|this|that|these|those) )?(?:is|are|will be|gets?|should be|must be|can be) (?:simply |just )?(?:not (?:\w+ed|kept|sent|put|written)|ignored|skipped|dropped|discarded|left out|thrown away)(?: at all| anywhere)?$|(?:do|does) not (?:save|store|send|add|put|keep|write|insert|do) (?:it|them|that|anything)(?: at all| anywhere| then)?$|nothing (?:is|gets|should be|will be) (?:saved|stored|sent|done|\w+ed)$|(?:then )?(?:do|does) nothing|nothing(?: (?:happens|else))?|ignore (?:it|them|that|this)|skip (?:it|them)|stop(?: (?:there|here|it))?|end|just stop|leave it|drop it|that is (?:it|all)|no action|discard it|don't do anything|do not do anything|it is fine|be done|done)\b/i;

/** Words around a request that ask for nothing. */
export const isEmptyTalk = (text: string) =>
  /^(?:i (?:need|want|would like)(?: that| it| to have)?|it|that|this|there)$/i.test(text) ||
  /^(?:schedule|trigger|actions?|goal|task|input|output|flow)$/i.test(text) ||
  /^(?:(?:so|hi|hello|please|and)[\s,]*)*(?:I (?:want|need|would like|am looking for|have)|we (?:want|need)|give me|build|make|create|set up|can you|could you|there should be)\b.{0,30}\b(?:something|workflow|automation|flow|way|bot|tool|thing|job|it)(?: (?:that|which|to|where|for|me))*$/i.test(
    text,
  ) ||
  /^(?:(?:thanks|thank you|thx|please|cheers|hi|hello|hey|ok|okay|so|well|that is it|that is all|i have an idea|here is what i (?:need|want)|the idea is(?: simple)?|it is simple|basically|as follows|like this|do this|the following|do the following|this is what should happen|workflow|steps?|for example|if possible|there|hi there|hello there|the steps are|in detail|you know|etc|first(?:ly)?|next|finally)[\s,:.]*)+$/i.test(
    text,
  );
