const set = (words: string) => new Set(words.split(/\s+/).filter(word => word !== ''));

/** Words that lead up to a thing. */
export const determiners = set(
  'the a an this that these those its their his her my our your all each every any some such both posted given sent received incoming new same respective named',
);
/** Whoever or whatever a sentence is about, when it is not named. */
export const pronouns = set(
  'it they them he she him we you i us me one ones who which that this those these everyone everybody',
);
export const auxiliaries = set(
  'is are was were be been being will would shall should must may can could do does did has have had needs need to ought supposed get gets got',
);
/** Words that change nothing about what is to be done. */
export const adverbs = set(
  'then also just simply please pls plz kindly always now next finally afterwards so too again directly immediately right away still additionally automatically instead either first firstly secondly lastly well as thanks thank you ok okay',
);

export const answerVerbs = set(
  'answer answers answered answering reply replies replied replying respond responds responded responding return returns returned say says said tell tells told give gives given echo hear hears receive receives get gets got send sends sent acknowledge acknowledged greet greeted show shows output reject rejected refuse refused confirm confirmed inform informed',
);
/** Those that need something to say, or they mean another thing. */
export const looseAnswers = set(
  'give gives given hear hears receive receives get gets got send sends sent show shows tell tells told say says said confirm confirmed greet greeted acknowledge acknowledged output echo inform informed return returns returned reject rejected refuse refused',
);
export const storeVerbs = set(
  'save saves saved saving store stores stored storing keep keeps kept put puts add adds added insert inserts inserted write writes written log logs logged record records recorded note notes noted enter enters entered file files filed append appends appended register registers registered archive archived collect collected place places placed go goes land lands move moves moved end ends belong belongs create creates created drop copy copied persist persisted remember remembers list listed push pushes pushed dump',
);
export const removeVerbs = set(
  'delete deletes deleted remove removes removed erase erases erased drop drops dropped clear cleared take takes',
);
export const findVerbs = set(
  'find finds look looks search searches fetch get gets check checks read reads lookup retrieve see query',
);
export const updateVerbs = set(
  'set sets update updates updated change changes changed overwrite overwrites mark marks replace',
);

export const conditionWords = set('if when whenever unless where provided should in-case');
export const elseWords = set('otherwise else');
export const joiners = set('and or but nor plus');

/** Words that no field, table or value begins with, and that end one. */
export const stops = set(
  'if when whenever unless otherwise else then and or but nor so is are was were be been will should must has have had with without where whose which that who whom for from by in into on onto to at of as than via through over under above below about between until while because since after before it they them he she we you i its their the a an this these those do does not no please also just only gets get goes answer answers reply replies respond responds return returns save store put insert write say says tell tells give gives send sends',
);

export const others = set('other others remaining else rest');
