//! Comments in a list, the latest first, and all of them one after another.
//!
//! Separate from counting, which reads the same rows: whatever a number counts, the list of the same address shows.

use comments::label::Polarity;
use service::Factor;

use super::{Channel, Comment, LIST_MAX, comment_of, complete, search, select};
use crate::engine::{Kind, Value};
use crate::factors::Part;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, values};

/// Which comments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Which {
    /// Those that were not written before this.
    pub from: Option<Time>,
    /// Those that were written before this.
    pub to: Option<Time>,
    /// Those that say something of this factor; `Some(None)` for those with a clause of no factor.
    pub factor: Option<Option<Factor>>,
    /// Those that say it like this: of the factor, or of anything when none is given.
    pub polarity: Option<Polarity>,
    /// Those that came this way.
    pub channel: Option<Channel>,
    /// Those of this part of the organisation.
    pub part: Part,
    /// Those that have all these words.
    pub text: String,
}

impl Which {
    /// The rules in SQL, to stand behind others; what they bind is appended.
    fn rule(&self, kind: Kind, scope: &Scope, parameters: &mut Vec<Value>) -> String {
        let mut rule = String::new();
        let mut with = |text: &str, value: Value| {
            parameters.push(value);
            rule.push_str(&format!(" AND {}", text.replace('#', &format!("?{}", parameters.len()))));
        };
        if let Some(from) = self.from {
            with("# <= c.at", from.into());
        }
        if let Some(to) = self.to {
            with("c.at < #", to.into());
        }
        if let Some(channel) = self.channel {
            with("c.channel = #", channel.name().into());
        }
        if let Some((column, id)) = self.part.column() {
            with(&format!("c.{column} = #"), id.into());
        }
        let mut said = String::new();
        if let Some(factor) = self.factor {
            parameters.push(factor.map_or("", Factor::name).into());
            said.push_str(&format!(" AND s.factor = ?{}", parameters.len()));
        }
        if let Some(polarity) = self.polarity {
            parameters.push(polarity.name().into());
            said.push_str(&format!(" AND s.polarity = ?{}", parameters.len()));
        }
        if !said.is_empty() {
            rule.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM said s WHERE s.organisation = c.organisation AND s.comment = c.id{said})"
            ));
        }
        rule + &search::rule(kind, scope, &self.text, parameters)
    }
}

/// Comments, the latest first, from the one before the cursor on; the cursor is the last one's time and id. Whoever belongs to a team
/// sees the team's and those of none, unless a customer is named.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn list(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    which: &Which,
    before: Option<(Time, &Id)>,
    limit: u32,
) -> Result<Vec<Comment>, StoreError> {
    scope.require(Role::Agent)?;
    let team = scope.team().filter(|_| !which.part.names_a_customer());
    let mut parameters = values![scope.key(), team].to_vec();
    let mut rule = which.rule(tx.kind(), scope, &mut parameters);
    if let Some((at, id)) = before {
        parameters.extend(values![at, id]);
        let place = parameters.len();
        rule.push_str(&format!(" AND (c.at < ?{0} OR (c.at = ?{0} AND c.id < ?{place}))", place - 1));
    }
    let limit = limit.clamp(1, LIST_MAX + 1);
    let sql = select(&format!("{rule} ORDER BY c.at DESC, c.id DESC LIMIT {limit}"));
    let found = tx.query(&sql, &parameters, comment_of)?;
    found.into_iter().map(|one| complete(tx, scope, one)).collect()
}

/// All comments that may be seen, the latest first, without holding them all.
///
/// # Errors
/// As [`list`], or as `each` says.
pub fn each(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    which: &Which,
    mut each: impl FnMut(Comment) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut last: Option<(Time, Id)> = None;
    loop {
        let some = list(tx, scope, which, last.as_ref().map(|(at, id)| (*at, id)), LIST_MAX)?;
        let Some(end) = some.last() else { return Ok(()) };
        last = Some((end.at, end.id.clone()));
        some.into_iter().try_for_each(&mut each)?;
    }
}
