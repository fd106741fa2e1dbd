import ArgumentParser
import Casework

/// Which installation a command is about that takes data of a case's step as `--data`; the folder is `--data-folder`.
struct MovingHouseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Config 文件夹", "the folder Config", value: Bilingual("文件夹", "folder")),
    completion: .directory)
  var config: String?

  @Option(
    help: ArgumentHelp("数据文件夹", "the data folder", value: Bilingual("文件夹", "folder")), completion: .directory)
  var dataFolder: String?

  /// The same as the other commands have it.
  var house: HouseOptions {
    let house = HouseOptions()
    house.config = config
    house.data = dataFolder
    return house
  }

  mutating func validate() throws {
    var house = house
    try house.validate()
  }
}
