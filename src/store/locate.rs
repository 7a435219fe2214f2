//! Finds where in the text of a file a field stands. Reads only the outline (brackets, names, words), never judges,
//! and gives up quietly on text that is not in order: a problem is then told by its path alone.

use super::error::FileProblem;
use crate::model::Problem;

/// Deepest nesting that is followed; a scenario needs eight levels.
const DEEPEST: usize = 64;

/// A value in the text.
pub struct Node<'a> {
    /// Byte at which it starts.
    start: usize,
    /// The text of the value.
    pub text: &'a str,
    content: Content<'a>,
}

/// What a value is made of.
enum Content<'a> {
    Word,
    Fields(Vec<(&'a str, Node<'a>)>),
    Items(Vec<Node<'a>>),
    Entries(Vec<(String, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// The outline of a whole text.
    pub fn outline(text: &'a str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        reader.skip_blank()?;
        while reader.rest().starts_with("#!") {
            reader.at += reader.rest().find(']')? + 1;
            reader.skip_blank()?;
        }
        reader.value(0)
    }

    /// The part of a value that a segment of a path names.
    fn part(&self, segment: &str) -> Option<&Node<'a>> {
        match &self.content {
            Content::Word => None,
            Content::Fields(fields) => fields.iter().find(|(name, _)| *name == segment).map(|(_, node)| node),
            Content::Entries(entries) => entries.iter().find(|(key, _)| key == segment).map(|(_, node)| node),
            Content::Items(items) => match segment.strip_prefix('#') {
                Some(number) => items.get(number.parse::<usize>().ok()?.checked_sub(1)?),
                None => items.iter().find(|item| item.id() == Some(segment)),
            },
        }
    }

    /// The id of an entry of a list.
    fn id(&self) -> Option<&'a str> {
        self.part("id")?.text.strip_prefix('"')?.strip_suffix('"')
    }

    /// The field at a path, or the innermost value around it that is there: a field left out has a home, if no line of its own.
    pub fn find(&self, path: &str) -> Option<&Node<'a>> {
        let mut node = self;
        for (depth, segment) in path.split('.').enumerate() {
            match node.part(segment) {
                Some(part) => node = part,
                None if depth == 0 => return None,
                None => return Some(node),
            }
        }
        Some(node)
    }

    /// Path of the innermost value around a byte of the text.
    pub fn path_at(&self, at: usize) -> String {
        let within = |node: &Node| (node.start..=node.start + node.text.len()).contains(&at);
        let inner = match &self.content {
            Content::Word => None,
            Content::Fields(fields) => fields.iter().find(|(_, node)| within(node)).map(|(name, node)| ((*name).to_owned(), node)),
            Content::Entries(entries) => entries.iter().find(|(_, node)| within(node)).map(|(key, node)| (key.clone(), node)),
            Content::Items(items) => items.iter().enumerate().find(|(_, node)| within(node)).map(|(index, node)| {
                let name = node.id().map_or_else(|| format!("#{}", index + 1), str::to_owned);
                (name, node)
            }),
        };
        match inner {
            None => String::new(),
            Some((name, node)) => {
                let rest = node.path_at(at);
                if rest.is_empty() { name } else { format!("{name}.{rest}") }
            }
        }
    }

    /// The word (a number, a name, a text) in whose midst or at whose start a byte lies, with the byte at which it starts.
    pub fn word_around(&self, at: usize) -> Option<(usize, &'a str)> {
        let within = |node: &&Node| (node.start..node.start + node.text.len()).contains(&at);
        match &self.content {
            Content::Word => within(&self).then_some((self.start, self.text)),
            Content::Fields(fields) => fields.iter().map(|(_, node)| node).find(within)?.word_around(at),
            Content::Entries(entries) => entries.iter().map(|(_, node)| node).find(within)?.word_around(at),
            Content::Items(items) => items.iter().find(within)?.word_around(at),
        }
    }

    /// Entries of maps that are given twice: the path, and the byte of the second.
    pub fn repeated_entries(&self, path: &str, found: &mut Vec<(String, usize)>) {
        let inner = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match &self.content {
            Content::Word => {}
            Content::Fields(fields) => fields.iter().for_each(|(name, node)| node.repeated_entries(&inner(name), found)),
            Content::Items(items) => {
                items.iter().enumerate().for_each(|(index, node)| node.repeated_entries(&inner(&format!("#{}", index + 1)), found));
            }
            Content::Entries(entries) => {
                let mut seen = std::collections::BTreeSet::new();
                for (key, node) in entries {
                    if !seen.insert(key) {
                        found.push((inner(key), node.start));
                    }
                    node.repeated_entries(&inner(key), found);
                }
            }
        }
    }
}

/// Where in the file each problem stands, as well as that can be told.
pub fn problems(text: &str, problems: Vec<Problem>) -> Vec<FileProblem> {
    let outline = Node::outline(text);
    let lines = Lines::of(text);
    let located = |problem: Problem| {
        let node = outline.as_ref().and_then(|outline| outline.find(&problem.path));
        FileProblem { position: node.map(|node| lines.position(node.start)), path: problem.path, message: problem.message }
    };
    problems.into_iter().map(located).collect()
}

/// The lines of a text, found once: a bad file may have thousands of problems.
pub struct Lines<'a> {
    text: &'a str,
    /// Byte at which each line starts.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub fn of(text: &'a str) -> Self {
        let feeds = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self { text, starts: std::iter::once(0).chain(feeds.map(|(at, _)| at + 1)).collect() }
    }

    /// Line and column, both from 1, of a byte of the text.
    pub fn position(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        (line, 1 + self.text.get(start..at).unwrap_or_default().chars().count())
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Skips one character if it is this one.
    fn take(&mut self, c: char) -> bool {
        let there = self.next() == Some(c);
        if there {
            self.at += c.len_utf8();
        }
        there
    }

    /// Skips spaces and comments; nothing if a comment does not end.
    fn skip_blank(&mut self) -> Option<()> {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if self.rest().starts_with("//") {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len());
            } else if self.rest().starts_with("/*") {
                let mut open = 0;
                loop {
                    match self.rest() {
                        rest if rest.starts_with("/*") => (open, self.at) = (open + 1, self.at + 2),
                        rest if rest.starts_with("*/") => (open, self.at) = (open - 1, self.at + 2),
                        rest => self.at += rest.chars().next()?.len_utf8(),
                    }
                    if open == 0 {
                        break;
                    }
                }
            } else {
                return Some(());
            }
        }
    }

    /// A word: a number, a name, `true`.
    fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || "()[]{},:/\"".contains(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).filter(|word| !word.is_empty())
    }

    /// A text in quotes, plain or raw.
    fn quoted(&mut self) -> Option<()> {
        if self.take('r') {
            let hashes = self.rest().bytes().take_while(|byte| *byte == b'#').count();
            let end = format!("\"{}", "#".repeat(hashes));
            self.at += hashes + 1;
            self.at += self.rest().find(&end)? + end.len();
            return Some(());
        }
        self.at += 1;
        loop {
            match self.next()? {
                '\\' => {
                    self.at += 1;
                    self.at += self.next()?.len_utf8();
                }
                c => {
                    self.at += c.len_utf8();
                    if c == '"' {
                        return Some(());
                    }
                }
            }
        }
    }

    /// One value and the blank after it.
    fn value(&mut self, depth: usize) -> Option<Node<'a>> {
        if depth > DEEPEST {
            return None;
        }
        let start = self.at;
        let rest = self.rest();
        let content = match self.next()? {
            '(' => self.group(depth)?,
            '[' => {
                self.at += 1;
                Content::Items(self.items(']', depth)?)
            }
            '{' => self.entries(depth)?,
            '"' => {
                self.quoted()?;
                Content::Word
            }
            'r' if rest.starts_with("r\"") || rest.starts_with("r#\"") || rest.starts_with("r##") => {
                self.quoted()?;
                Content::Word
            }
            _ => {
                self.word()?;
                let after_word = self.at;
                self.skip_blank()?;
                if self.next() == Some('(') {
                    self.group(depth)?
                } else {
                    self.at = after_word;
                    Content::Word
                }
            }
        };
        let text = self.text.get(start..self.at)?;
        self.skip_blank()?;
        Some(Node { start, text, content })
    }

    /// What stands in round brackets: fields, or values in order. A single value without a name counts as itself: `Some(3)` as `3`.
    fn group(&mut self, depth: usize) -> Option<Content<'a>> {
        self.at += 1;
        self.skip_blank()?;
        let back = self.at;
        let named = self.word().is_some() && self.skip_blank().is_some() && self.next() == Some(':');
        self.at = back;
        if !named {
            let mut items = self.items(')', depth)?;
            return Some(if items.len() == 1 { items.remove(0).content } else { Content::Items(items) });
        }
        let mut fields = Vec::new();
        while !self.take(')') {
            let name = self.word()?;
            self.skip_blank()?;
            self.take(':').then_some(())?;
            self.skip_blank()?;
            fields.push((name, self.value(depth + 1)?));
            self.separator(')')?;
        }
        Some(Content::Fields(fields))
    }

    fn items(&mut self, end: char, depth: usize) -> Option<Vec<Node<'a>>> {
        self.skip_blank()?;
        let mut items = Vec::new();
        while !self.take(end) {
            items.push(self.value(depth + 1)?);
            self.separator(end)?;
        }
        Some(items)
    }

    fn entries(&mut self, depth: usize) -> Option<Content<'a>> {
        self.at += 1;
        self.skip_blank()?;
        let mut entries = Vec::new();
        while !self.take('}') {
            let key = self.value(depth + 1)?.text;
            let key = match key.strip_prefix('"').and_then(|key| key.strip_suffix('"')) {
                Some(name) => name.to_owned(),
                None => key.split_whitespace().collect(),
            };
            self.take(':').then_some(())?;
            self.skip_blank()?;
            entries.push((key, self.value(depth + 1)?));
            self.separator('}')?;
        }
        Some(Content::Entries(entries))
    }

    /// A comma, or the end in sight.
    fn separator(&mut self, end: char) -> Option<()> {
        let comma = self.take(',');
        self.skip_blank()?;
        (comma || self.next() == Some(end)).then_some(())
    }
}
