//! How the page's script calls in: it puts a request into a room of the memory, and reads the answer from another. Two rooms and three
//! functions need no generated script, and no tool beside cargo to build the page.
#![allow(unsafe_code, reason = "a name that the script finds must be kept as it is written; there is no unsafe block")]

use std::sync::{Mutex, MutexGuard, PoisonError};

static REQUEST: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static ANSWER: Mutex<Vec<u8>> = Mutex::new(Vec::new());

fn open(room: &Mutex<Vec<u8>>) -> MutexGuard<'_, Vec<u8>> {
    room.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes room for a request of so many bytes, and says where.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    let mut request = open(&REQUEST);
    request.clear();
    request.resize(length, 0);
    request.as_mut_ptr()
}

/// Answers the request, and says how many bytes the answer has.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    let mut answer = open(&ANSWER);
    *answer = crate::answer(&open(&REQUEST));
    answer.len()
}

/// Where the answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn place() -> *const u8 {
    open(&ANSWER).as_ptr()
}
