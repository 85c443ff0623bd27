//! What people do, one use case per file: rules first, then the store. Pages and the interface for programs call the
//! same ones.

pub mod applications;
pub mod attachments;
pub mod bookings;
pub mod calls;
pub mod codes;
pub mod complaint_evidence;
pub mod complaints;
pub mod cooperation;
pub mod entering;
pub mod events;
pub mod identities;
pub mod inquiries;
pub mod internships;
pub mod mentoring;
pub mod orders;
pub mod organisations;
pub mod papers;
pub mod passwords;
pub mod postings;
pub mod privacy;
pub mod profiles;
pub mod proving;
pub mod reading_oneself;
pub mod roles;
pub mod safety;
pub mod saving;
pub mod sealing;
pub mod second_factor;
pub mod sheets;
pub mod talents;
pub mod workbench;

use rongqiao_model::store::StoreError;
use time::OffsetDateTime;

use crate::passwords::Weakness;
use crate::problem::Problem;

/// Why an action was not done.
#[derive(Debug)]
pub enum Refusal {
    /// Contact and password, or the password alone, are not right.
    Wrong,
    /// The code is not right.
    WrongCode,
    /// The code can no longer be used.
    Gone,
    /// Too much was tried; the next try is taken from this moment on.
    Wait(OffsetDateTime),
    /// The new password is too weak.
    Weak(Weakness),
    /// The contact belongs to an account already.
    Taken,
    /// They are under age, and no school that was verified has invited them.
    Uninvited,
    /// They have neither password nor second factor, and did not sign in just now.
    SignInAgain,
    /// Something failed that the person cannot mend.
    Failed(Problem),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}
