//! What can be asked, and how each answer is read into the model.

pub mod rdap;
