//! Statements about options, as people write their priorities: `1 & -2`, `3 | -4`, `2 IF 3`, `1 IFF -3`.
//!
//! Options are numbered from 1. `-` binds most, then `&`, then `|`, then `IF` and `IFF`, of which a statement has at
//! most one outside brackets: what `1 IF 2 IF 3` means, people do not agree on.

use thiserror::Error;

/// A statement that is true or false in each state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// The option with this index, from 0, is taken.
    Taken(u32),
    /// Not so.
    Not(Box<Statement>),
    /// Both.
    And(Box<Statement>, Box<Statement>),
    /// At least one.
    Or(Box<Statement>, Box<Statement>),
    /// `then IF when`: true unless `when` holds and `then` does not.
    If {
        /// What is wanted.
        then: Box<Statement>,
        /// In which case.
        when: Box<Statement>,
    },
    /// Both or neither.
    Iff(Box<Statement>, Box<Statement>),
}

/// Why a text is no statement. Places are counted in characters from 1.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum StatementError {
    /// Something stands where it cannot.
    #[error("character {at}: {found:?} cannot stand here")]
    Unexpected {
        /// Where.
        at: usize,
        /// What.
        found: String,
    },
    /// The text ends too early.
    #[error("the statement ends where an option number or a bracket is missing")]
    Ends,
    /// A number that is no option.
    #[error("character {at}: there is no option {given}; there are {options}")]
    NoSuchOption {
        /// Where.
        at: usize,
        /// The number given.
        given: String,
        /// How many there are.
        options: u32,
    },
    /// Longer, or with more brackets in one another, than anybody means.
    #[error("more than {OPERATIONS_MAX} operations, or brackets in one another")]
    TooDeep,
}

/// Operations of a statement. As many brackets may be open at once: written out, each operation has at most one pair
/// of its own, so what we write can be read again.
const OPERATIONS_MAX: usize = 200;

impl Statement {
    /// Reads a statement about options numbered 1 to `options`.
    ///
    /// ```
    /// use analysis::escalation::Statement;
    ///
    /// assert!(Statement::parse("-1 IF 3 | 4", 4).is_ok());
    /// assert_eq!(Statement::parse("1 & 5", 4).unwrap_err().to_string(), "character 5: there is no option 5; there are 4");
    /// ```
    pub fn parse(text: &str, options: u32) -> Result<Statement, StatementError> {
        let mut reader = Reader {
            words: words(text),
            next: 0,
            options,
            operations: 0,
            open: 0,
        };
        let statement = reader.conditional()?;
        match reader.words.get(reader.next) {
            None => Ok(statement),
            Some(word) => Err(word.unexpected()),
        }
    }

    /// Its truth in 64 states at once: `taken` gives 64 states' bits of one option.
    pub(crate) fn word(&self, taken: &impl Fn(u32) -> u64) -> u64 {
        match self {
            Statement::Taken(option) => taken(*option),
            Statement::Not(a) => !a.word(taken),
            Statement::And(a, b) => a.word(taken) & b.word(taken),
            Statement::Or(a, b) => a.word(taken) | b.word(taken),
            Statement::If { then, when } => then.word(taken) | !when.word(taken),
            Statement::Iff(a, b) => !(a.word(taken) ^ b.word(taken)),
        }
    }

    /// The statement that all these hold; `None` for no condition at all.
    pub(crate) fn all(conditions: impl IntoIterator<Item = (u32, bool)>) -> Option<Statement> {
        let one = |(option, taken)| match Statement::Taken(option) {
            statement if taken => statement,
            statement => Statement::Not(Box::new(statement)),
        };
        let both = |a, b| Statement::And(Box::new(a), Box::new(b));
        conditions.into_iter().map(one).reduce(both)
    }
}

impl std::fmt::Display for Statement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let in_brackets = |part: &Statement| match part {
            Statement::Taken(_) | Statement::Not(_) => part.to_string(),
            _ => format!("({part})"),
        };
        let (left, sign, right) = match self {
            Statement::Taken(option) => return write!(f, "{}", option + 1),
            Statement::Not(a) => return write!(f, "-{}", in_brackets(a)),
            Statement::And(a, b) => (a, "&", b),
            Statement::Or(a, b) => (a, "|", b),
            Statement::If { then, when } => (then, "IF", when),
            Statement::Iff(a, b) => (a, "IFF", b),
        };
        write!(f, "{} {sign} {}", in_brackets(left), in_brackets(right))
    }
}

struct Word {
    at: usize,
    text: String,
}

impl Word {
    fn unexpected(&self) -> StatementError {
        StatementError::Unexpected {
            at: self.at,
            found: self.text.clone(),
        }
    }
}

/// Runs of digits and runs of letters are words; anything else is a word of one character.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut joins = None;
    for (at, character) in (1..).zip(text.chars()) {
        let kind = match character {
            c if c.is_ascii_digit() => Some(0),
            c if c.is_alphabetic() => Some(1),
            _ => None,
        };
        match words.last_mut() {
            Some(last) if kind.is_some() && joins == kind => last.text.push(character),
            _ if character.is_whitespace() => {}
            _ => words.push(Word {
                at,
                text: character.to_string(),
            }),
        }
        joins = kind;
    }
    words
}

struct Reader {
    words: Vec<Word>,
    next: usize,
    options: u32,
    operations: usize,
    open: usize,
}

impl Reader {
    fn takes(&mut self, wanted: &[&str]) -> bool {
        let found = self.words.get(self.next);
        let found = found.is_some_and(|word| {
            wanted
                .iter()
                .any(|wanted| word.text.eq_ignore_ascii_case(wanted))
        });
        self.next += usize::from(found);
        found
    }

    fn operation(&mut self) -> Result<(), StatementError> {
        self.operations += 1;
        if self.operations > OPERATIONS_MAX {
            return Err(StatementError::TooDeep);
        }
        Ok(())
    }

    fn conditional(&mut self) -> Result<Statement, StatementError> {
        let first = self.either()?;
        if self.takes(&["IF"]) {
            self.operation()?;
            let when = Box::new(self.either()?);
            return Ok(Statement::If {
                then: Box::new(first),
                when,
            });
        }
        if self.takes(&["IFF"]) {
            self.operation()?;
            return Ok(Statement::Iff(Box::new(first), Box::new(self.either()?)));
        }
        Ok(first)
    }

    fn either(&mut self) -> Result<Statement, StatementError> {
        let mut statement = self.both()?;
        while self.takes(&["|", "OR"]) {
            self.operation()?;
            statement = Statement::Or(Box::new(statement), Box::new(self.both()?));
        }
        Ok(statement)
    }

    fn both(&mut self) -> Result<Statement, StatementError> {
        let mut statement = self.one()?;
        while self.takes(&["&", "AND"]) {
            self.operation()?;
            statement = Statement::And(Box::new(statement), Box::new(self.one()?));
        }
        Ok(statement)
    }

    fn one(&mut self) -> Result<Statement, StatementError> {
        if self.takes(&["-", "−", "NOT"]) {
            self.operation()?;
            return Ok(Statement::Not(Box::new(self.one()?)));
        }
        if self.takes(&["(", "["]) {
            self.open += 1;
            if self.open > OPERATIONS_MAX {
                return Err(StatementError::TooDeep);
            }
            let inner = self.conditional()?;
            return match self.words.get(self.next) {
                Some(word) if [")", "]"].contains(&word.text.as_str()) => {
                    self.next += 1;
                    self.open -= 1;
                    Ok(inner)
                }
                Some(word) => Err(word.unexpected()),
                None => Err(StatementError::Ends),
            };
        }
        let word = self.words.get(self.next).ok_or(StatementError::Ends)?;
        if !word.text.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(word.unexpected());
        }
        match word.text.parse::<u32>() {
            Ok(number) if (1..=self.options).contains(&number) => {
                self.next += 1;
                Ok(Statement::Taken(number - 1))
            }
            _ => Err(StatementError::NoSuchOption {
                at: word.at,
                given: word.text.clone(),
                options: self.options,
            }),
        }
    }
}
