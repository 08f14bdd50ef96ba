/** Ways of not answering that every question offers: わからない, こたえたくない, スタッフに聞く. */
export const absent = ['asked-unknown', 'asked-declined', 'temp-unknown'] as const;

/** A question that is passed by answering it, or by saying why not. */
export const asked = { required: true, absent } as const;
