//! The outline of a file's text: which value stands where. Reads only brackets, names and words, never judges,
//! and gives up quietly on text that is not in order.

/// Deepest nesting that is followed; a scenario needs nine levels.
pub const DEEPEST: usize = 32;

/// A value in the text.
pub struct Node<'a> {
    /// Byte at which it starts.
    pub start: usize,
    /// The text of the value.
    pub text: &'a str,
    content: Content<'a>,
}

/// A field with its name.
pub struct Field<'a> {
    /// Byte at which the name starts.
    pub start: usize,
    /// The name.
    pub name: &'a str,
    /// The value.
    pub value: Node<'a>,
}

/// An entry of a table in curly brackets.
pub struct Entry<'a> {
    /// Byte at which the key starts.
    pub start: usize,
    /// The key, without quotation marks.
    pub key: String,
    /// The value.
    pub value: Node<'a>,
}

/// What a value is made of.
enum Content<'a> {
    Word,
    Fields(Vec<Field<'a>>),
    Items(Vec<Node<'a>>),
    Entries(Vec<Entry<'a>>),
}

impl<'a> Node<'a> {
    /// The outline of a whole text.
    pub fn outline(text: &'a str) -> Option<Self> {
        Self::outline_or_comma(text).ok()
    }

    /// The outline of a whole text.
    ///
    /// # Errors
    /// Where it has none: the byte at which a comma is missing, if that is the reason.
    pub fn outline_or_comma(text: &'a str) -> Result<Self, Option<usize>> {
        let mut reader = Reader { text, at: 0, value_end: 0, no_comma: None };
        reader.whole().ok_or(reader.no_comma)
    }

    /// The part of a value that a segment of a path names.
    fn part(&self, segment: &str) -> Option<&Node<'a>> {
        match &self.content {
            Content::Word => None,
            Content::Fields(fields) => fields.iter().find(|field| field.name == segment).map(|field| &field.value),
            Content::Entries(entries) => entries.iter().find(|entry| entry.key == segment).map(|entry| &entry.value),
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
            Content::Fields(fields) => fields.iter().find(|field| within(&field.value)).map(|field| (field.name.to_owned(), &field.value)),
            Content::Entries(entries) => entries.iter().find(|entry| within(&entry.value)).map(|entry| (entry.key.clone(), &entry.value)),
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
            Content::Fields(fields) => fields.iter().map(|field| &field.value).find(within)?.word_around(at),
            Content::Entries(entries) => entries.iter().map(|entry| &entry.value).find(within)?.word_around(at),
            Content::Items(items) => items.iter().find(within)?.word_around(at),
        }
    }

    /// The fields of a group; none where it is something else.
    pub fn fields(&self) -> &[Field<'a>] {
        if let Content::Fields(fields) = &self.content { fields } else { &[] }
    }

    /// The entries of a list; none where it is something else.
    pub fn items(&self) -> &[Node<'a>] {
        if let Content::Items(items) = &self.content { items } else { &[] }
    }

    /// The entries of a table; none where it is something else.
    pub fn entries(&self) -> &[Entry<'a>] {
        if let Content::Entries(entries) = &self.content { entries } else { &[] }
    }

    /// Whether this is a single word or text.
    pub fn is_word(&self) -> bool {
        matches!(self.content, Content::Word)
    }

    /// The parts of a value with the segment of a path that names each: by id in a list whose entries have one.
    pub fn parts(&self) -> Vec<(String, &Node<'a>)> {
        match &self.content {
            Content::Word => Vec::new(),
            Content::Fields(fields) => fields.iter().map(|field| (field.name.to_owned(), &field.value)).collect(),
            Content::Entries(entries) => entries.iter().map(|entry| (entry.key.clone(), &entry.value)).collect(),
            Content::Items(items) => {
                let name = |(index, item): (usize, &Node<'a>)| item.id().map_or_else(|| format!("#{}", index + 1), str::to_owned);
                items.iter().enumerate().map(|(index, item)| (name((index, item)), item)).collect()
            }
        }
    }

    /// Calls back for this value and all within it, with the path of each.
    pub fn walk(&self, path: &str, visit: &mut impl FnMut(&str, &Node<'a>)) {
        visit(path, self);
        for (name, part) in self.parts() {
            let inner = if path.is_empty() { name } else { format!("{path}.{name}") };
            part.walk(&inner, visit);
        }
    }

    /// Byte just behind the value.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Byte behind the value read last.
    value_end: usize,
    /// Where a comma was looked for in vain.
    no_comma: Option<usize>,
}

impl<'a> Reader<'a> {
    fn whole(&mut self) -> Option<Node<'a>> {
        self.skip_blank()?;
        while self.rest().starts_with("#!") {
            self.at += self.rest().find(']')? + 1;
            self.skip_blank()?;
        }
        self.value(0)
    }

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
        self.value_end = self.at;
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
            let start = self.at;
            let name = self.word()?;
            self.skip_blank()?;
            self.take(':').then_some(())?;
            self.skip_blank()?;
            fields.push(Field { start, name, value: self.value(depth + 1)? });
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
            let start = self.at;
            let key = self.value(depth + 1)?.text;
            let key = match key.strip_prefix('"').and_then(|key| key.strip_suffix('"')) {
                Some(name) => name.to_owned(),
                None => key.split_whitespace().collect(),
            };
            self.take(':').then_some(())?;
            self.skip_blank()?;
            entries.push(Entry { start, key, value: self.value(depth + 1)? });
            self.separator('}')?;
        }
        Some(Content::Entries(entries))
    }

    /// A comma, or the end in sight.
    fn separator(&mut self, end: char) -> Option<()> {
        let comma = self.take(',');
        self.skip_blank()?;
        if comma || self.next() == Some(end) {
            return Some(());
        }
        self.no_comma = Some(self.value_end);
        None
    }
}
