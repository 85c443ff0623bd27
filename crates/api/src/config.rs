//! What the operator can set: defaults, then the configuration file, then the environment, then the command line.

use std::path::{Path, PathBuf};

use rongqiao_model::inquiry::ANSWER_WORKING_DAYS;
use serde::Deserialize;

use crate::documents::DocumentSettings;
use crate::fault::{Fault, file_trouble};
use crate::identity::IdentityProvider;
use crate::letters::Mail;
use crate::operator::Operator;
use crate::scanner::ScannerAddress;

/// Name of the configuration file that is looked for in the working directory and in the data folder.
const FILE_NAME: &str = "rongqiao.toml";

/// What the operator has set, checked once at the start.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Folder that holds the database, the search index and the skills that were added.
    pub data: PathBuf,
    /// Address to answer at, as host and port.
    pub listen: String,
    /// `sqlite://…` or `postgres://…`; empty for SQLite in the data folder.
    pub database_url: String,
    /// Address at which people reach the site, without a slash at the end, such as `https://rongqiao.example`.
    pub public_url: String,
    /// How much one visitor may ask for.
    pub limits: Limits,
    /// Who runs the site, for the imprint and the foot of every page.
    pub operator: Operator,
    /// How letters leave the platform.
    pub mail: Mail,
    /// Accounts elsewhere by which people may sign in.
    pub identity_providers: Vec<IdentityProvider>,
    /// Where files that people bring are kept, and who looks for viruses in them.
    pub attachments: AttachmentSettings,
    /// How documents on paper are set.
    pub documents: DocumentSettings,
    /// Working days within which a question about a policy document is to be answered.
    pub inquiry_working_days: u32,
    /// What the log tells, such as `info` or `rongqiao_api=debug`.
    pub log: String,
    /// How the log is written.
    pub log_format: LogFormat,
}

/// Where files that people bring are kept, and who looks for viruses in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AttachmentSettings {
    /// Folder for evidence, with `listings` in it for files of listings; empty for `evidence` and `attachments` in the data
    /// folder. Several nodes share one.
    pub folder: PathBuf,
    /// Where `clamd` listens, as `tcp://127.0.0.1:3310` or `unix:///run/clamav/clamd.ctl`; empty to look for nothing.
    pub clamd: String,
}

/// How much one visitor may ask for, and how far the index may fall behind.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Requests that one address may make in a second, again and again; 0 switches the limit off.
    pub rate_per_second: u32,
    /// Requests that one address may make at once after having been quiet.
    pub rate_burst: u32,
    /// Header in which the operator's own proxy writes the visitor's address; `None` when there is no proxy.
    pub client_address_header: Option<String>,
    /// Longest path and query, in bytes.
    pub address_max_bytes: usize,
    /// Largest body of a request, in bytes.
    pub body_max_bytes: usize,
    /// Largest body of a request that brings a file, in bytes.
    pub upload_max_bytes: usize,
    /// Longest time that a request may take, in seconds.
    pub request_timeout_seconds: u64,
    /// Longest time that a request may take that brings a file, in seconds.
    pub upload_timeout_seconds: u64,
    /// Changes that the index may lack before the server calls itself not ready.
    pub index_lag_max_changes: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rate_per_second: 50,
            rate_burst: 200,
            client_address_header: None,
            address_max_bytes: 8 * 1024,
            body_max_bytes: 1024 * 1024,
            upload_max_bytes: 16 * 1024 * 1024,
            request_timeout_seconds: 10,
            upload_timeout_seconds: 90,
            index_lag_max_changes: 10_000,
        }
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// One line of text for each event.
    #[default]
    Text,
    /// One JSON object for each event.
    Json,
}

/// What the command line and the environment say; each goes before the configuration file.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Overrides {
    /// Configuration file; without it `rongqiao.toml` in the working directory, then in the data folder
    #[arg(long, global = true, value_name = "FILE", env = "RONGQIAO_CONFIG")]
    pub config: Option<PathBuf>,
    /// Folder for the database and the search index [default: data]
    #[arg(long, global = true, value_name = "DIR", env = "RONGQIAO_DATA")]
    pub data: Option<PathBuf>,
    /// `sqlite://…` or `postgres://…` [default: SQLite in the data folder]
    #[arg(long, global = true, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// What the log on stderr tells, such as `info` or `debug` [default: info]
    #[arg(long, global = true, value_name = "FILTER", env = "RONGQIAO_LOG")]
    pub log: Option<String>,
    /// How the log is written [default: text]
    #[arg(long, global = true, value_name = "FORMAT", env = "RONGQIAO_LOG_FORMAT")]
    pub log_format: Option<LogFormat>,
    /// Address to answer at; only `serve` asks for it.
    #[arg(skip)]
    pub listen: Option<String>,
    /// Address at which people reach the site; only `serve` asks for it.
    #[arg(skip)]
    pub public_url: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            listen: "127.0.0.1:8080".to_owned(),
            database_url: String::new(),
            public_url: String::new(),
            limits: Limits::default(),
            mail: Mail::default(),
            identity_providers: Vec::new(),
            operator: Operator::default(),
            attachments: AttachmentSettings::default(),
            documents: DocumentSettings::default(),
            inquiry_working_days: ANSWER_WORKING_DAYS,
            log: "info,sqlx=warn,sea_orm_migration=warn,tantivy=warn".to_owned(),
            log_format: LogFormat::default(),
        }
    }
}

impl Settings {
    /// Reads the configuration file, lets `overrides` go before it, and checks the whole.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] that says which setting is wrong and what to write instead.
    pub fn load(overrides: &Overrides) -> Result<Self, Fault> {
        let mut settings = match find_file(overrides) {
            Some(path) => Self::read(&path)?,
            None => Self::default(),
        };
        let over = overrides.clone();
        set(&mut settings.data, over.data);
        set(&mut settings.listen, over.listen);
        set(&mut settings.database_url, over.database_url);
        set(&mut settings.public_url, over.public_url);
        set(&mut settings.log, over.log);
        set(&mut settings.log_format, over.log_format);
        settings.check()?;
        Ok(settings)
    }

    /// Address of the database, which is SQLite in the data folder unless another was set.
    #[must_use]
    pub fn database(&self) -> String {
        if !self.database_url.is_empty() {
            return self.database_url.clone();
        }
        let path = self.data.join("rongqiao.db").to_string_lossy().into_owned();
        let escaped = path.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
        format!("sqlite://{escaped}?mode=rwc")
    }

    /// Whether people reach the site by HTTPS, as far as the operator has said.
    #[must_use]
    pub fn is_reached_safely(&self) -> bool {
        self.public_url.starts_with("https:")
    }

    /// Folder of the search index.
    #[must_use]
    pub fn index_folder(&self) -> PathBuf {
        self.data.join("index")
    }

    /// Folder in which evidence lies.
    #[must_use]
    pub fn evidence_folder(&self) -> PathBuf {
        let own = &self.attachments.folder;
        if own.as_os_str().is_empty() { self.data.join("evidence") } else { own.clone() }
    }

    /// Folder in which files of listings lie.
    #[must_use]
    pub fn listing_files_folder(&self) -> PathBuf {
        let own = &self.attachments.folder;
        if own.as_os_str().is_empty() { self.data.join("attachments") } else { own.join("listings") }
    }

    fn read(path: &Path) -> Result<Self, Fault> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| {
            Fault::because(format!("The configuration file {shown} cannot be read: {}.", file_trouble(&error)), error)
        })?;
        toml::from_str(&text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            Fault::new(format!("The configuration file {shown} is wrong in line {line}: {}.", error.message()))
        })
    }

    fn check(&mut self) -> Result<(), Fault> {
        let port = self.listen.rsplit_once(':').filter(|(host, _)| !host.is_empty()).map(|it| it.1.parse::<u16>());
        if !matches!(port, Some(Ok(_))) {
            let given = &self.listen;
            return Err(Fault::new(format!("`{given}` is no address to listen at. Write it as 127.0.0.1:8080.")));
        }
        let known = ["sqlite:", "postgres:", "postgresql:"];
        if !self.database_url.is_empty() && !known.iter().any(|scheme| self.database_url.starts_with(scheme)) {
            return Err(Fault::new(
                "DATABASE_URL is not understood. Write sqlite:///folder/rongqiao.db?mode=rwc or \
                 postgres://user:password@host/database.",
            ));
        }
        self.public_url = self.public_url.trim().trim_end_matches('/').to_owned();
        let web = self.public_url.starts_with("http://") || self.public_url.starts_with("https://");
        if !self.public_url.is_empty() && !web {
            return Err(Fault::new(
                "The public URL must begin with https:// or http://, as in https://rongqiao.example.",
            ));
        }
        self.identity_providers.iter().try_for_each(IdentityProvider::check)?;
        if !self.attachments.clamd.is_empty() && ScannerAddress::parse(&self.attachments.clamd).is_none() {
            return Err(Fault::new(
                "attachments.clamd is not understood. Write tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl.",
            ));
        }
        if self.data.as_os_str().is_empty() {
            return Err(Fault::new("The data folder has no name. Write --data DIR or set RONGQIAO_DATA."));
        }
        Ok(())
    }
}

/// Puts a given value in the place of the one before.
fn set<T>(place: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *place = given;
    }
}

fn find_file(overrides: &Overrides) -> Option<PathBuf> {
    if overrides.config.is_some() {
        return overrides.config.clone();
    }
    let data = overrides.data.clone().unwrap_or_else(|| Settings::default().data);
    [PathBuf::from(FILE_NAME), data.join(FILE_NAME)].into_iter().find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(file: &str, overrides: Overrides) -> Result<Settings, Fault> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("rongqiao.toml");
        std::fs::write(&path, file).expect("the file can be written");
        Settings::load(&Overrides { config: Some(path), ..overrides })
    }

    #[test]
    fn the_file_goes_before_the_default_and_the_command_line_before_the_file() {
        let overrides = Overrides { listen: Some("[::1]:9000".to_owned()), ..Overrides::default() };
        let settings = loaded("data = '/srv/a'\nlisten = '0.0.0.0:80'", overrides).expect("all is right");
        assert_eq!((settings.listen.as_str(), settings.data), ("[::1]:9000", PathBuf::from("/srv/a")));
    }

    #[test]
    fn a_wrong_setting_is_named_with_what_to_write() {
        for (file, word) in [
            ("listen = '8080'", "127.0.0.1:8080"),
            ("database_url = 'mysql://x'", "postgres://"),
            ("public_url = 'rongqiao.example'", "https://"),
            ("[attachments]\nclamd = '127.0.0.1:3310'", "tcp://"),
            ("\nlisen = ''", "line 2"),
        ] {
            let fault = loaded(file, Overrides::default()).expect_err(file).to_string();
            assert!(fault.contains(word), "{file}: {fault}");
        }
    }

    #[test]
    fn odd_letters_in_the_data_folder_do_not_change_the_database() {
        let settings = Settings { data: PathBuf::from("/srv/50% ?#"), ..Settings::default() };
        assert_eq!(settings.database(), "sqlite:///srv/50%25 %3F%23/rongqiao.db?mode=rwc");
    }
}
