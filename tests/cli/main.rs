//! The program as its users meet it: whole commands, and what comes out of them. Nothing here reads the clock or the network, and
//! nothing depends on the environment in which the tests run.

mod batch;
mod catalogue;
mod colour;
mod config;
mod diff;
mod edges;
mod files;
mod flags;
mod formats;
mod framework;
mod harness;
mod held;
mod help;
mod hostile;
mod html;
mod ics;
mod kept;
mod last_days;
mod list;
mod nobody;
mod nothing_fits;
mod one_meaning;
mod overlay;
mod pipes;
mod plain_words;
mod plan;
mod plan_page;
mod screens;
mod show;
mod situation;
mod team;
mod too_much;
mod why;
mod width;
mod wishes;
