/** What PLS has no word for, in attributes of a name space of its own: other readers pass over them. */
export const NAME_SPACE = 'urn:lector:lexicon';
export const LANGUAGE = 'lector:language';
export const CASE = 'lector:case';
