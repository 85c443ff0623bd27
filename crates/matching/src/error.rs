use thiserror::Error;

/// Why the index could not do what was asked.
#[derive(Debug, Error)]
pub enum MatchError {
    /// The index on disk is missing, locked or damaged; rebuilding it from the store repairs it.
    #[error("search index is unusable")]
    Index(#[from] tantivy::TantivyError),
    /// The folder of the index cannot be read or written.
    #[error("folder of the search index cannot be used")]
    Folder(#[from] std::io::Error),
    /// Another process writes to this index.
    #[error("search index is being written by another process")]
    Locked,
    /// A file of the index is not as it was written.
    #[error("search index is damaged")]
    Damaged,
    /// The index was written by another version of the program.
    #[error("search index has another layout")]
    OtherLayout,
}
