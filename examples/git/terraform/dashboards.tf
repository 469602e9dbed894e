locals {
  dashboards = { for name in fileset(path.module, "../dashboards/*.json") : name => file(name) }
}

output "versions" {
  value = [for json in local.dashboards : jsondecode(json).schemaVersion]
}
