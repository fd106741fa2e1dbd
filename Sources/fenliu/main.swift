import Commands

await Fenliu.main()
