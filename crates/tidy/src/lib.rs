//! The rules of the house as ordinary tests: headers, the map, the direction of dependencies, the words.
//!
//! One rule per file. A rule is a function from text to what is wrong with it, a test that it finds what it should, and a
//! test of the whole house. Nothing here is part of the program.

#[cfg(test)]
mod anatomy;
#[cfg(test)]
mod changelog;
#[cfg(test)]
mod direction;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod house;
#[cfg(test)]
mod leftovers;
#[cfg(test)]
mod links;
#[cfg(test)]
mod map;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod methods;
#[cfg(test)]
mod purity;
#[cfg(test)]
mod vocabulary;
