//! What an organisation is held to before anybody promised anything to a customer: what it says of itself, what the trade does,
//! and what customers take for granted.
//!
//! Separate from personal promises, because these have no due time and no single customer: they are kept or broken every day.
//! An expectation is managed when it is known what we can do, what we say, and who says it. It measures nothing.

/// Where a commitment comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Advertising, in whichever medium.
    Advertising,
    /// Our own pages and papers.
    Web,
    /// A contract.
    Contract,
    /// A guarantee.
    Guarantee,
    /// A published standard.
    Standard,
    /// Nothing that was said outright: how we speak of ourselves lets people expect it.
    Implied,
    /// What the trade does, set by a competitor.
    Trade,
    /// What customers assume, even where a sign says otherwise.
    Common,
}

/// The layers of the ledger; the third are personal promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// What the organisation has committed itself to.
    Commitment,
    /// What customers expect in any case.
    Expectation,
}

impl Kind {
    /// All, as they stand in the ledger.
    pub const ALL: [Self; 8] = [
        Self::Guarantee,
        Self::Contract,
        Self::Standard,
        Self::Web,
        Self::Advertising,
        Self::Implied,
        Self::Trade,
        Self::Common,
    ];

    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Advertising => "advertising",
            Self::Web => "web",
            Self::Contract => "contract",
            Self::Guarantee => "guarantee",
            Self::Standard => "standard",
            Self::Implied => "implied",
            Self::Trade => "trade",
            Self::Common => "common",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// In which layer it stands.
    #[must_use]
    pub fn layer(self) -> Layer {
        if self == Self::Common { Layer::Expectation } else { Layer::Commitment }
    }
}

/// What is written of a commitment, as far as there are rules for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written<'a> {
    /// In which words.
    pub words: &'a str,
    /// The competitor who set it.
    pub competitor: &'a str,
    /// What we can do.
    pub can_do: &'a str,
    /// What we say.
    pub we_say: &'a str,
    /// Who says it.
    pub said_by: &'a str,
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The words themselves: without them it cannot be written down.
    Words,
    /// Who set the standard of the trade.
    Competitor,
    /// What we can do about an expectation.
    CanDo,
    /// What we say to customers about it.
    WeSay,
    /// Who says it.
    SaidBy,
}

impl Missing {
    /// The name of the sentence for a reader.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Words => "commitment-no-words",
            Self::Competitor => "commitment-no-competitor",
            Self::CanDo => "commitment-no-can-do",
            Self::WeSay => "commitment-no-we-say",
            Self::SaidBy => "commitment-no-said-by",
        }
    }

    /// Whether it keeps a commitment out of the ledger. What else is missing makes an expectation one that nobody manages yet.
    #[must_use]
    pub fn refuses(self) -> bool {
        matches!(self, Self::Words | Self::Competitor)
    }
}

/// Everything that is missing.
#[must_use]
pub fn missing(kind: Kind, written: &Written<'_>) -> Vec<Missing> {
    let empty = |text: &str| text.trim().is_empty();
    let expected = kind.layer() == Layer::Expectation;
    let all = [
        (Missing::Words, empty(written.words)),
        (Missing::Competitor, kind == Kind::Trade && empty(written.competitor)),
        (Missing::CanDo, expected && empty(written.can_do)),
        (Missing::WeSay, expected && empty(written.we_say)),
        (Missing::SaidBy, expected && empty(written.said_by)),
    ];
    all.into_iter().filter(|(_, missing)| *missing).map(|(what, _)| what).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expectation_is_managed_when_it_is_known_what_we_can_do_say_and_who_says_it() {
        let bare = Written { words: "Nobody waits standing.", ..Written::default() };
        assert_eq!(missing(Kind::Common, &bare), [Missing::CanDo, Missing::WeSay, Missing::SaidBy]);
        assert_eq!(missing(Kind::Common, &bare).into_iter().filter(|what| what.refuses()).count(), 0);
        let managed = Written { can_do: "Eight chairs.", we_say: "Please sit.", said_by: "The desk.", ..bare };
        assert_eq!(missing(Kind::Common, &managed), []);
        assert_eq!(missing(Kind::Guarantee, &bare), []);
    }

    #[test]
    fn a_standard_of_the_trade_names_who_set_it() {
        let bare = Written { words: "Results within an hour.", ..Written::default() };
        assert_eq!(missing(Kind::Trade, &bare), [Missing::Competitor]);
        assert!(Missing::Competitor.refuses() && Missing::Words.refuses());
        assert_eq!(missing(Kind::Web, &Written { words: "  ", ..bare }), [Missing::Words]);
    }

    #[test]
    fn every_kind_is_found_by_its_name() {
        assert!(Kind::ALL.into_iter().all(|kind| Kind::named(kind.name()) == Some(kind)));
        assert_eq!(Kind::ALL.into_iter().filter(|kind| kind.layer() == Layer::Expectation).count(), 1);
    }
}
