# Import of a framework: what keeps a file from being read, and what was done with it.

import-error = { $place }: { $what }
import-place-framework = framework
import-place-translations = translations
import-place-line = line { $line }, column { $column }
import-missing = missing
import-shape-words = one string of words
import-shape-list = a list
import-shape-mapping = a mapping of names to values
import-shape-flag = true or false
import-fault-too-large = the file has { $bytes } bytes, and at most { $max } are read. Split it into several files.
import-fault-not-utf8 = this is not UTF-8 text. Save the file as UTF-8.
import-fault-not-yaml = this is not YAML ({ $detail }). Check the quotes, colons and indentation here and just before.
import-fault-anchors = anchors (&name) and aliases (*name) are not read. Write the words out in each place.
import-fault-too-much = more than { $levels } levels or { $values } values. A framework needs far fewer: split the file, or look for a bracket too many.
import-fault-wrong-format = the format is { $found }, and only { $expected } is read. Begin the file with `format: { $expected }`.
import-fault-wrong-version = the version is { $found }, and only { $expected } is read. Write `version: { $expected }` if the file follows it.
import-fault-unknown-field = there is no field “{ $field }” here. Correct its name or remove it (known: { $known }).
import-fault-no-colon = no colon follows “{ $key }”. Write `{ $key }: ...`, or put words that contain a comma in quotes.
import-fault-duplicate-field = the field “{ $field }” stands here twice. Keep one of them.
import-fault-missing-field = the field “{ $field }” is missing or empty. Add it.
import-fault-wrong-shape = “{ $field }” should be { $expected }. Write it as one.
import-fault-unknown-value = “{ $value }” is not a value of “{ $field }”. Use one of: { $known }.
import-fault-not-a-date = “{ $value }” in “{ $field }” is not a date. Write 2023, 2023-06 or 2023-06-19, and words in a field for words.
import-fault-dangling-reference = “{ $field }” refers to “{ $id }”, and nothing in the file has that id. Correct it or add the item.
import-fault-duplicate-id = the id “{ $id }” is taken by the item at line { $line }. Give one of them another id.
import-fault-no-source = nothing says whose words these are. Add `per: [...]` with the id of a source.
import-fault-hidden-character = the character { $character } can hide or reorder text. Remove it.
import-fault-too-long = written out, the item has { $chars } characters, and a text has at most { $max }. Split the item.
import-fault-item-too-large = with its translations and sources the item has { $bytes } bytes, and at most { $max } fit into an entry. Split the item.
import-fault-duplicate-translation = “{ $words }” is translated twice. Keep one of the translations.
import-section = { $section } ({ $key }): { $count } read, { $became }
import-became-principles = brought in as principles
import-became-areas = brought in as areas
import-became-dialogues = brought in on the list of dialogues
import-became-cooperation = brought in on the list of cooperation areas
import-became-differences = brought in on the list of differences
import-became-notes = kept as notes
import-repaired = line { $line }, { $id }: a comma had cut this string, read as “{ $words }”. Put it in quotes.
import-untranslated = { $count ->
        [one] { $count } string without translation, shown in English
       *[other] { $count } strings without translation, shown in English
    }
import-left-out = Not brought in: comments, format, version; and what only names things inside the file: { $fields }
import-summary = { $items ->
        [one] { $items } item read
       *[other] { $items } items read
    }, { $repaired ->
        [one] { $repaired } line repaired
       *[other] { $repaired } lines repaired
    }, { $untranslated ->
        [one] { $untranslated } string without translation
       *[other] { $untranslated } strings without translation
    }
import-will-be-signed = { $count ->
        [one] This item will be brought in and signed:
       *[other] These { $count } items will be brought in and signed:
    }
import-refused = Item { $id } (line { $line }): { $what } Nothing was brought in.
