//! Short names for what the module and its JavaScript call each other by.
//!
//! wasm-bindgen's hold hashes, which no compression makes smaller, and stand in both files.

use std::collections::BTreeMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, Import, ImportSectionReader, Parser};

/// The module and the JavaScript with short names.
pub(super) fn shorten(module: &[u8], script: &str) -> anyhow::Result<(Vec<u8>, String)> {
    let mut names = Names::default();
    let mut shorter = Module::new();
    utils::parse_core_module(&mut names, &mut shorter, Parser::new(0), module)?;
    Ok((shorter.finish(), names.in_script(script)))
}

/// Names of so many letters are left as they are.
const SHORT: usize = 20;

#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    /// The name to be used in place of that one.
    fn short(&mut self, name: &str) -> String {
        if name.len() <= SHORT {
            return name.to_owned();
        }
        let next = format!("_{}", self.0.len());
        self.0.entry(name.to_owned()).or_insert(next).clone()
    }

    fn in_script(&self, script: &str) -> String {
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let mut shorter = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(start) = rest.find(is_of_name) {
            let (before, from_name) = rest.split_at(start);
            let (name, after) =
                from_name.split_at(from_name.find(|c| !is_of_name(c)).unwrap_or(from_name.len()));
            shorter.push_str(before);
            shorter.push_str(self.0.get(name).map_or(name, String::as_str));
            rest = after;
        }
        shorter + rest
    }
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        for import in section.into_imports() {
            let import = import?;
            let name = self.short(import.name);
            self.parse_import(imports, Import { name: &name, ..import })?;
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), reencode::Error> {
        let name = self.short(export.name);
        utils::parse_export(self, exports, Export { name: &name, ..export })
    }
}

#[cfg(test)]
mod tests {
    use super::shorten;
    use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module, TypeSection};
    use wasmparser::{Parser, Payload};

    #[test]
    fn both_sides_call_it_the_same() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./app.js", "__wbg_log_0123456789abcdef", EntityType::Function(0));
        imports.import("./app.js", "__wbindgen_init", EntityType::Function(0));
        let mut exports = ExportSection::new();
        exports.export("invoke__hfedcba9876543210", ExportKind::Func, 1);
        exports.export("not_touched", ExportKind::Func, 1);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&exports);
        let script = "x = { __wbg_log_0123456789abcdef: () => wasm.invoke__hfedcba9876543210(), \
            not__wbg_log_0123456789abcdef: '__wbindgen_init' };";
        let (module, script) = shorten(&module.finish(), script).unwrap();
        assert_eq!(script, "x = { _0: () => wasm._1(), not__wbg_log_0123456789abcdef: '__wbindgen_init' };");
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(&module) {
            match payload.unwrap() {
                Payload::ImportSection(imports) => {
                    names.extend(imports.into_imports().map(|import| import.unwrap().name.to_owned()));
                }
                Payload::ExportSection(exports) => {
                    names.extend(exports.into_iter().map(|export| export.unwrap().name.to_owned()));
                }
                _ => {}
            }
        }
        assert_eq!(names, ["_0", "__wbindgen_init", "_1", "not_touched"]);
    }
}
