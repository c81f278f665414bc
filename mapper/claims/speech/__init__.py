"""Who says which words: frames of speech over the sentence, and quotations over several."""
