//! `trace report`: one draft a party, right by construction. Nothing is ever sent.
//!
//! [`compose`] makes a [`Draft`] of a step of the advice, out of what `trace/1` says; `lint` refuses
//! what the desk would refuse; [`words`], `form`, [`xarf`] and `mail` put it into what is read,
//! pasted or opened. What a desk asks and a form holds is data beside the code, the texts are in the
//! catalogue. Everything here is pure.

pub mod batch;
pub mod compose;
mod defang;
pub mod desk;
pub mod disclosure;
pub mod draft;
mod form;
pub mod format;
pub mod forms;
pub mod given;
pub mod ladder;
pub mod lint;
mod mail;
mod mailbox;
pub mod message;
mod needs;
pub mod set;
pub mod words;
pub mod xarf;

use draft::Draft;
use format::DraftFormat;
use lint::{DraftRefusal, lint, lint_words};
use message::Message;
use xarf::Xarf;

/// A file of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a file of a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text to read and paste.
    Text,
    /// A mail.
    Mail,
    /// XARF as JSON.
    Json,
    /// The mail around XARF.
    JsonMail,
}

/// A draft, written.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// What was written.
    pub draft: Draft,
    /// Its files.
    pub files: Vec<File>,
    /// The facts that are left to the reporter, each once.
    pub blanks: Vec<&'static str>,
    /// What was not written, and why.
    pub notes: Vec<String>,
}

/// Writes a draft in some formats, or says why it would be refused.
pub fn write(
    draft: &Draft,
    order: usize,
    formats: &[DraftFormat],
    message: Option<&Message>,
) -> Result<Written, Vec<DraftRefusal>> {
    let mut refusals = lint(draft);
    let text = text(draft);
    refusals.extend(lint_words(draft, &text));
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let mut written = Written {
        draft: draft.clone(),
        files: Vec::new(),
        blanks: draft.blanks(),
        notes: Vec::new(),
    };
    let stem = draft.stem(order);
    for format in formats {
        match format {
            DraftFormat::Text => {
                written.add(FileKind::Text, format!("{stem}.txt"), text.clone().into_bytes());
            }
            DraftFormat::Form => match form::form(draft) {
                Some(text) => {
                    written.add(FileKind::Text, format!("{stem}.form.txt"), text.into_bytes());
                }
                None => written.note(draft, "no form of it is known"),
            },
            mail => written.mail(draft, *mail, &stem, message),
        }
    }
    Ok(written)
}

/// Whether a desk is asked to stop who sends mail.
fn is_about_mail(draft: &Draft) -> bool {
    draft.needs.contains(&"message")
}

impl Written {
    /// Adds a file.
    fn add(&mut self, kind: FileKind, name: String, bytes: Vec<u8>) {
        self.files.push(File { name, kind, bytes });
    }

    /// Says what was not written.
    fn note(&mut self, draft: &Draft, text: &str) {
        self.notes.push(format!("{}: {text}", draft.party));
    }

    /// Adds what goes by mail, where there is a mailbox.
    fn mail(&mut self, draft: &Draft, format: DraftFormat, stem: &str, message: Option<&Message>) {
        if draft.contact.mailbox.is_none() {
            let form = draft.contact.page.is_some() && draft.contact.page_is_form;
            let text = if form { "it takes its form only" } else { "no mailbox of it is known" };
            return self.note(draft, &format!("{text}: no {}", format.word()));
        }
        match (format, message) {
            (DraftFormat::Xarf, _) => self.xarf(draft, stem),
            (DraftFormat::Arf, Some(message)) if is_about_mail(draft) => {
                let mail = mail::feedback(draft, message);
                self.add(FileKind::Mail, format!("{stem}.arf.eml"), mail);
            }
            (DraftFormat::Arf, Some(_)) => {
                self.note(draft, "it is not asked about the message: no feedback report");
            }
            (DraftFormat::Arf, None) => self.note(draft, "a feedback report needs --message FILE"),
            _ => self.add(FileKind::Mail, format!("{stem}.eml"), mail::plain(draft)),
        }
    }

    /// Adds the XARF reports, one a place, with the mails around them.
    fn xarf(&mut self, draft: &Draft, stem: &str) {
        let reports = xarf::reports(draft);
        let several = reports.len() > 1;
        for (at, report) in (1..).zip(reports) {
            let stem = if several { format!("{stem}-{at}") } else { stem.to_owned() };
            match report {
                Xarf::Report(report, blanks) => {
                    let json = crate::render::json::pretty(&*report).unwrap_or_default() + "\n";
                    self.add(FileKind::Json, format!("{stem}.xarf.json"), json.into_bytes());
                    self.add(
                        FileKind::JsonMail,
                        format!("{stem}.xarf.eml"),
                        mail::around_xarf(draft, &report),
                    );
                    self.blank(&blanks);
                }
                Xarf::Lacks(facts) => {
                    let keys = facts.iter().map(|fact| format!("--set {fact}=…"));
                    let keys = keys.collect::<Vec<_>>().join(" ");
                    self.note(draft, &format!("no XARF without {keys}"));
                    self.blank(&facts);
                }
                Xarf::NoType => {
                    self.note(draft, &format!("no type of XARF is for {}", draft.harm));
                }
            }
        }
    }

    /// Counts blanks, each once.
    fn blank(&mut self, blanks: &[&'static str]) {
        for blank in blanks {
            if !self.blanks.contains(blank) {
                self.blanks.push(blank);
            }
        }
    }
}

/// A draft to read and paste: to whom, the subject, then the body.
pub fn text(draft: &Draft) -> String {
    let bodies = mail::bodies(draft);
    // The first line names the recipient, as the line above it does.
    let body = bodies.split_once('\n').map_or(bodies.as_str(), |(_, body)| body);
    let role = words::role(draft);
    let contact = &draft.contact;
    let form = contact.page.as_ref().map(|(page, _)| page);
    let to = match (&contact.mailbox, form, &contact.other) {
        (Some((mailbox, _)), Some(page), _) if contact.prefers_form => {
            format!("{}, {role}, by the form that it wants: {page} (or <{mailbox}>)", draft.party)
        }
        (Some((mailbox, _)), _, _) => format!("{}, {role} <{mailbox}>", draft.party),
        (None, Some(page), _) if contact.page_is_form => {
            format!("{}, {role}, by its form: {page}", draft.party)
        }
        (None, Some(page), _) => {
            format!("{}, {role}, in the way that its page says: {page}", draft.party)
        }
        (None, None, Some(other)) => format!("{}, {role}, {other}", draft.party),
        (None, None, None) => words::addressee(draft),
    };
    format!("To: {to}\nSubject: {}\n{}", words::subject(draft), body)
}
